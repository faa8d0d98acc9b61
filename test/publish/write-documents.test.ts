import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { Document } from '../../src/model/document.ts'
import { type WriteOptions, writeDocuments } from '../../src/publish/write-documents.ts'
import { paths } from '../../src/site/urls.ts'
import { block, countTurns } from '../support/event-loop.ts'

const MEBIBYTE = 1024 * 1024

describe('writeDocuments', () => {
  it('writes several documents at a time', async () => {
    expect(
      await mostAtATime(
        Array.from({ length: 20 }, () => 10),
        8,
      ),
    ).toBe(8)
  })

  it('writes fewer large documents at a time, and all in the end', async () => {
    expect(
      await mostAtATime(
        Array.from({ length: 6 }, () => 20 * MEBIBYTE),
        2,
      ),
    ).toBe(2)
    expect(await mostAtATime([40 * MEBIBYTE, 40 * MEBIBYTE, 40 * MEBIBYTE], 1)).toBe(1)
  })

  it('fails with the first error of writing', async () => {
    const documents = Array.from({ length: 6 }, (_, index) => documentOf(index, 40 * MEBIBYTE))
    const write = () => wait(5).then(() => Promise.reject(new Error('the disk is full')))
    await expect(writeDocuments(documents, { ...OPTIONS, write })).rejects.toThrow('the disk is full')
  })

  it('fails if one write fails while the next document is rendered, whichever it is', async () => {
    const documents = Array.from({ length: 3 }, (_, index) => documentOf(index, 10))
    for (const { path } of documents) {
      const write: WriteOptions['write'] = async (file) => {
        if (file.path === path) throw new Error(`${path} cannot be written`)
        return file
      }
      const render = (document: Document) => wait(5).then(() => document.render([]))
      await expect(writeDocuments(documents, { ...OPTIONS, write, render })).rejects.toThrow(
        `${path} cannot be written`,
      )
    }
  })

  it('lets other work go on between the parts of a long document', async () => {
    const turns = countTurns()
    const seen: number[] = []
    function* render() {
      for (let part = 0; part < 10; part++) {
        block(12)
        seen.push(turns())
        yield Buffer.alloc(10)
      }
    }
    await writeDocuments([{ ...documentOf(0, 10), render }], OPTIONS)
    expect(seen).toEqual([...new Set(seen)])
  })

  it('compresses polled documents with the best effort, if they are few and nobody waits', async () => {
    const feed = { ...documentOf(0, 10), path: 'feeds/ai.xml', mediaType: 'application/rss+xml' }
    const archive = { ...feed, path: paths.feed('ai', 'xml', 'oldest') }
    const page = { ...feed, path: 'topics/ai/index.html', mediaType: 'text/html' }
    const others = Array.from({ length: 70 }, (_, index) => documentOf(index, 10))
    expect(await compressedWell([feed, archive, page])).toEqual(['feeds/ai.xml'])
    expect(await compressedWell([feed, ...others])).toEqual([])
    expect(await compressedWell([feed], { isUrgent: true })).toEqual([])
  })
})

const OPTIONS: WriteOptions = {
  before: new Map(),
  isCurrent: () => false,
  write: undefined,
  render: async (document) => document.render([]),
  isUrgent: false,
  now: new Date('2026-01-01T00:00:00Z'),
  signal: undefined,
}

/** The paths of the documents that are compressed with the best effort. */
async function compressedWell(documents: readonly Document[], options: Partial<WriteOptions> = {}): Promise<string[]> {
  const best: string[] = []
  const write: WriteOptions['write'] = async (file, _body, { effort }) => {
    if (effort === 'best') best.push(file.path)
    return file
  }
  await writeDocuments(documents, { ...OPTIONS, ...options, write })
  return best
}

/** Writes documents of these sizes, and returns how many were in memory at once. */
async function mostAtATime(sizes: readonly number[], expected: number): Promise<number> {
  const written: string[] = []
  let most = 0
  let now = 0
  const write: WriteOptions['write'] = async (file) => {
    most = Math.max(most, ++now)
    do await wait(5)
    while (most < expected)
    now--
    written.push(file.path)
    return file
  }
  const documents = sizes.map((bytes, index) => documentOf(index, bytes))
  await writeDocuments(documents, { ...OPTIONS, write })
  expect(written.sort()).toEqual(documents.map(({ path }) => path).sort())
  return most
}

function documentOf(index: number, bytes: number): Document {
  return {
    path: `${index}.xml`,
    mediaType: 'text/xml',
    fingerprint: '',
    articles: [],
    render: () => [Buffer.alloc(bytes)],
  }
}
