import { readdirSync, readFileSync, readlinkSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { Document } from '../../src/model/document.ts'
import { planContents } from '../../src/publish/plan.ts'
import { type PublishOptions, publishDocuments } from '../../src/publish/publish-documents.ts'
import type { PublicationStore } from '../../src/publish/store.ts'
import { checkPublication } from '../support/check-publication.ts'
import { currentManifest, storeIn } from '../support/store.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

describe('publishDocuments', () => {
  it('publishes documents and their compressed variants, all listed in the manifest', async () => {
    const outDir = temporaryFolder()
    const body = 'one '.repeat(100)
    const { committed, changed } = await publish(storeIn(outDir), [document('feeds/новости.xml', body)])
    expect({ generation: committed?.manifest.generation, changed }).toEqual({
      generation: 1,
      changed: ['feeds/новости.xml'],
    })
    expect(readlinkSync(join(outDir, 'current'))).toBe('generations/000001')
    expect(readdirSync(join(outDir, 'current'))).toEqual(['feeds'])
    const directory = join(outDir, 'current/feeds')
    expect(readdirSync(directory).sort()).toEqual(['новости.xml', 'новости.xml.br', 'новости.xml.gz'])
    expect(readFileSync(join(directory, 'новости.xml'), 'utf8')).toBe(body)
    expect(gunzipSync(readFileSync(join(directory, 'новости.xml.gz'))).toString()).toBe(body)
    expect(brotliDecompressSync(readFileSync(join(directory, 'новости.xml.br'))).toString()).toBe(body)
    expect(currentManifest(outDir)).toMatchObject({ version: 2, generation: 1, files: [{ path: 'feeds/новости.xml' }] })
    expect(checkPublication(outDir)).toBe(1)
  })

  it('publishes nothing if nothing has changed', async () => {
    const store = storeIn(temporaryFolder())
    await publish(store, [document('a', 'one')])
    const before = await store.readRevision()
    expect(await publish(store, [document('a', 'one')])).toMatchObject({ committed: undefined, isNeeded: false })
    expect(await store.readRevision()).toBe(before)
  })

  it('reuses unchanged files, and writes them again if they are damaged', async () => {
    const outDir = temporaryFolder()
    const store = storeIn(outDir)
    const inode = (name: string) => statSync(join(outDir, 'current', name)).ino
    const inodes = () => ['a', 'a.gz', 'a.br', 'b', 'b.gz', 'b.br'].map(inode)
    const [a, b, c] = [document('a', 'one'), document('b', 'two'), document('b', 'three')]
    await publish(store, [a, b])
    const first = inodes()
    await publish(store, [a, c])
    const second = inodes()
    expect(second.slice(0, 3)).toEqual(first.slice(0, 3))
    for (const [index, found] of second.slice(3).entries()) expect(found).not.toBe(first[index + 3])
    await publish(store, [a, b], { rewrite: true })
    for (const [index, found] of inodes().entries()) expect(found).not.toBe(second[index])
    expect(checkPublication(outDir)).toBe(3)
  })

  it('keeps the files of articles, also when the publication is damaged', async () => {
    const outDir = temporaryFolder()
    const store = storeIn(outDir)
    const picture = { ...document('files/1.png', 'png'), mediaType: 'image/png' }
    await publish(store, [document('a', 'one'), picture])
    const { removed } = await publish(store, [document('a', 'two')])
    expect(removed).toEqual([])
    expect(readdirSync(join(outDir, 'current/files'))).toEqual(['1.png'])
    await publish(store, [document('a', 'two')], { rewrite: true })
    expect(readFileSync(join(outDir, 'current/files/1.png'), 'utf8')).toBe('png')
    expect(checkPublication(outDir)).toBe(3)
    rmSync(join(outDir, 'current/files/1.png'))
    expect((await publish(store, [document('a', 'two')], { rewrite: true })).removed).toEqual(['files/1.png'])
  })

  it('publishes nothing if another process has published in the meantime', async () => {
    const outDir = temporaryFolder()
    const store = storeIn(outDir)
    await publish(store, [document('a', 'one')])
    const late = () => publish(store, [document('a', 'two')], { base: undefined })
    await expect(late()).rejects.toMatchObject({
      code: 'publication-conflict',
      message: 'another process has published in the meantime',
    })
    expect(readdirSync(join(outDir, 'generations')).sort()).toEqual(['000001', '000001.json'])
  })

  it('keeps the published generation and leaves nothing else if it fails', async () => {
    const outDir = temporaryFolder()
    const store = storeIn(outDir)
    await publish(store, [document('a', 'one')])
    const blocked = [document('feeds', 'a file'), document('feeds/a', 'below it')]
    await expect(publish(store, blocked)).rejects.toThrow(/EISDIR|ENOTDIR/)
    expect(readFileSync(join(outDir, 'current/a'), 'utf8')).toBe('one')
    expect(readdirSync(join(outDir, 'generations')).sort()).toEqual(['000001', '000001.json'])
  })

  it('keeps the published generation if the final confirmation fails', async () => {
    const outDir = temporaryFolder()
    const store = storeIn(outDir)
    await publish(store, [document('a', 'one')])
    const confirm = () => Promise.reject(new Error('a file has changed'))
    await expect(publish(store, [document('a', 'two')], { confirm })).rejects.toThrow('a file has changed')
    expect(checkPublication(outDir)).toBe(1)
  })
})

async function publish(store: PublicationStore, documents: readonly Document[], options: Partial<PublishOptions> = {}) {
  const base = await store.readRevision()
  const previous = base === undefined ? undefined : await store.readManifest(base)
  return publishDocuments(
    store,
    { documents, contents: planContents({ feeds: [], articles: [], topics: [] }, undefined) },
    {
      base,
      previous,
      isCurrent: () => false,
      render: async (planned) => planned.render([]),
      now: new Date('2026-01-02'),
      ...options,
    },
  )
}

function document(path: string, body: string): Document {
  return { path, mediaType: 'application/rss+xml', fingerprint: body, articles: [], render: () => [Buffer.from(body)] }
}
