import { brotliDecompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { createDeltas } from '../../../src/serve/http/delta.ts'
import type { Generation, PublishedFile } from '../../../src/serve/load-generation.ts'
import {
  createPublishedDocuments,
  type PublishedResponse,
  type RequestHead,
} from '../../../src/serve/published-documents.ts'
import { generationOf } from '../../support/generation.ts'

const site = { publicUrl: 'https://feeds.example', hubs: [], pageImages: false, interval: 900, deltas: true }

const now = () => new Date('2026-02-01')
const older = generationOf({ 'feeds/ai.xml': rss('one', 'two'), 'feeds/ai.json': json('one', 'two') })
const newer = generationOf({ 'feeds/ai.xml': rss('three', 'two'), 'feeds/ai.json': json('three', 'two') })
const OLD_TAG = `"${older.files.get('feeds/ai.xml')?.sha256.slice(0, 32)}"`
const NEW_TAG = `"${newer.files.get('feeds/ai.xml')?.sha256.slice(0, 32)}"`

describe('a reader that requests only new articles', () => {
  it('gets the articles that its copy lacks, with the ETag of the whole document', async () => {
    const answer = await ask({ 'a-im': 'feed', 'if-none-match': OLD_TAG })
    expect(answer.status).toBe(226)
    expect(answer.headers).toMatchObject({
      IM: 'feed',
      'Delta-Base': OLD_TAG,
      ETag: NEW_TAG,
      'Cache-Control': 'no-store, im',
      Vary: 'A-IM, Accept-Encoding',
      'Content-Type': 'application/rss+xml; charset=utf-8',
    })
    expect(answer.headers).not.toHaveProperty('Content-Length')
    expect(await textOf(answer)).toBe(rss('three'))
  })

  it('gets them compressed, also in JSON', async () => {
    const tag = `"${older.files.get('feeds/ai.json')?.sha256.slice(0, 32)}.br"`
    const headers = { 'a-im': 'feed', 'if-none-match': tag, 'accept-encoding': 'br, gzip' }
    const answer = await ask(headers, '/feeds/ai.json')
    expect(answer.headers).toMatchObject({ 'Content-Encoding': 'br', 'Delta-Base': tag })
    expect(JSON.parse(brotliDecompressSync((await answer.read?.()) as Buffer).toString())).toEqual({
      version: '1',
      items: [{ id: 'three' }],
    })
  })

  it.each([
    ['feed', 226],
    ['FEED', 226],
    ['gzip, feed', 226],
    ['feed;q=0.5', 226],
    ['feed;q=0', 200],
    ['feed;q=0.0', 200],
    ['vcdiff', 200],
    ['feeds', 200],
    ['', 200],
  ])('with A-IM: %s gets %i', async (im, status) => {
    expect((await ask({ 'a-im': im, 'if-none-match': OLD_TAG })).status).toBe(status)
  })

  it.each([
    ['has an unknown copy', { 'if-none-match': '"unknown"' }],
    ['has none', {}],
    ['has it by date only', { 'if-modified-since': 'Fri, 02 Jan 2015 03:04:05 GMT' }],
  ])('gets the whole document if it %s', async (_, conditions) => {
    const answer = await ask({ 'a-im': 'feed', ...conditions })
    expect(answer.status).toBe(200)
    expect(await textOf(answer)).toBe(rss('three', 'two'))
  })

  it('gets nothing if its copy is current', async () => {
    expect((await ask({ 'a-im': 'feed', 'if-none-match': `${OLD_TAG}, ${NEW_TAG}` })).status).toBe(304)
  })

  it('gets the whole document if deltas are off', async () => {
    const answer = createPublishedDocuments({ ...site, deltas: false }, { now }).respond(
      { method: 'GET', url: '/feeds/ai.xml', headers: { 'a-im': 'feed', 'if-none-match': OLD_TAG } },
      newer,
    )
    expect([answer?.status, answer?.headers.Vary]).toEqual([200, 'Accept-Encoding'])
  })
})

describe('a delta', () => {
  const request = { method: 'GET', url: '/feeds/ai.xml', headers: { 'a-im': 'feed', 'if-none-match': OLD_TAG } }

  it('is created once for all requests, simultaneous or not', async () => {
    const current = generationOf({ 'feeds/ai.xml': rss('three', 'two') })
    const respond = await respondFrom(older, current)
    const reads = countReads(current, 'feeds/ai.xml')
    const together = await Promise.all([1, 2, 3].map(() => respond(request).read?.()))
    const later = await respond(request).read?.()
    expect(together.map(String)).toEqual([rss('three'), rss('three'), rss('three')])
    for (const body of together) expect(body).toBe(later)
    expect(reads()).toBe(1)
  })

  it('is created once and compressed once per encoding', async () => {
    const current = generationOf({ 'feeds/ai.xml': rss('three', 'two') })
    const respond = await respondFrom(older, current)
    const reads = countReads(current, 'feeds/ai.xml')
    const inBrotli = { ...request, headers: { ...request.headers, 'accept-encoding': 'br' } }
    const bodies = [await respond(inBrotli).read?.(), await respond(inBrotli).read?.()] as Buffer[]
    expect(bodies[1]).toBe(bodies[0])
    expect(String(brotliDecompressSync(bodies[0] as Buffer))).toBe(rss('three'))
    await respond(request).read?.()
    expect(reads()).toBe(1)
  })

  it('is cut out of the document, which is not parsed again', async () => {
    const current = generationOf({ 'feeds/ai.xml': rss('three', 'two') })
    const respond = await respondFrom(older, current)
    const document = (await current.files.get('feeds/ai.xml')?.read('identity')) as Buffer
    document.toString = () => expect.fail('the document is parsed')
    expect(await textOf(respond(request))).toBe(rss('three'))
  })

  it('waits until the document is indexed, and readers get the whole one', async () => {
    const deltas = createDeltas()
    await deltas.index(older)
    const { status, headers } = createPublishedDocuments(site, { deltas, now }).respond(request, newer) ?? {}
    expect([status, headers?.IM]).toEqual([200, undefined])
  })

  it('yields the current version after the document has changed', async () => {
    const deltas = createDeltas()
    const documents = createPublishedDocuments(site, { deltas, now })
    const newest = generationOf({ 'feeds/ai.xml': rss('four', 'three', 'two') })
    const texts = []
    for (const generation of [older, newer, newest]) {
      await deltas.index(generation)
      const { read } = documents.respond(request, generation) as PublishedResponse
      texts.push(String(await read?.()))
    }
    expect(texts).toEqual(['undefined', rss('three'), rss('four', 'three')])
  })

  it('is created again on the next request if that failed', async () => {
    const current = generationOf({ 'feeds/ai.xml': rss('three', 'two') })
    const respond = await respondFrom(older, current)
    const file = current.files.get('feeds/ai.xml') as PublishedFile
    const { read } = file
    file.read = () => Promise.reject(new Error('the disk is gone'))
    await expect(respond(request).read?.()).rejects.toThrow('the disk is gone')
    file.read = read
    expect(String(await respond(request).read?.())).toBe(rss('three'))
  })
})

async function ask(headers: Record<string, string>, url = '/feeds/ai.xml'): Promise<PublishedResponse> {
  return (await respondFrom(older, newer))({ method: 'GET', url, headers })
}

/** Responds from the last of some generations that were served one after the other. */
async function respondFrom(...generations: Generation[]) {
  const deltas = createDeltas()
  for (const generation of generations) await deltas.index(generation)
  const documents = createPublishedDocuments(site, { deltas, now })
  return (request: RequestHead) => documents.respond(request, generations.at(-1) as Generation) as PublishedResponse
}

/** How often a document of the generation is read from now on. */
function countReads({ files }: Generation, path: string): () => number {
  const file = files.get(path) as PublishedFile
  const { read } = file
  let reads = 0
  file.read = (coding) => {
    reads++
    return read(coding)
  }
  return () => reads
}

async function textOf({ read }: PublishedResponse): Promise<string> {
  return String(await read?.())
}

function rss(...titles: string[]): string {
  const items = titles.map((title) => `\n        <item>\n            <title>${title}</title>\n        </item>`)
  return `<rss>\n    <channel>${items.join('')}\n        <sy:updatePeriod>hourly</sy:updatePeriod>\n    </channel>\n</rss>\n`
}

function json(...ids: string[]): string {
  return `${JSON.stringify({ version: '1', items: ids.map((id) => ({ id })) }, null, 4)}\n`
}
