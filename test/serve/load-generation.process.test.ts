import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { type Loaded, loadGeneration } from '../../src/serve/load-generation.ts'
import { linkPost, linkPosts } from '../support/articles.ts'
import { runCommand } from '../support/command.ts'
import { storeIn } from '../support/store.ts'
import { temporaryFolder, writeFile } from '../support/temporary-folder.ts'

describe('loadGeneration', () => {
  it('returns none before the first publication', async () => {
    expect(await load(temporaryFolder())).toEqual({ generation: undefined, damage: undefined })
  })

  it('falls back to the newest generation if the current one is lost', async () => {
    const outDir = await published()
    rmSync(join(outDir, 'current'))
    const { generation, damage } = await load(outDir)
    expect(generation?.generation).toBe(1)
    expect(damage?.message).toBe('there is no link to the current publication')
  })

  it('contains every file of the manifest', async () => {
    const { generation, damage } = await load(await published())
    expect(damage).toBeUndefined()
    expect(generation?.generation).toBe(1)
    expect([...(generation?.files.keys() ?? [])]).toEqual(
      expect.arrayContaining(['feeds/all.xml', 'feeds/ai.atom', 'feeds/ai.json', 'index.html']),
    )
  })

  it('keeps subscription documents in memory, in every coding, even if the files are removed', async () => {
    const outDir = await published()
    const { generation } = await load(outDir)
    const text = readFileSync(join(outDir, 'current/feeds/ai.xml'), 'utf8')
    rmSync(join(outDir, 'generations'), { recursive: true })
    const file = generation?.files.get('feeds/ai.xml')
    expect(gunzipSync((await file?.read('gzip')) as Buffer).toString()).toBe(text)
    expect(brotliDecompressSync((await file?.read('br')) as Buffer).toString()).toBe(text)
    expect((await file?.read('identity'))?.toString()).toBe(text)
  })

  it.each(['identity', 'gzip'] as const)('reads archive pages from disk and checks them: %s', async (coding) => {
    const outDir = await published(temporaryFolder(linkPosts(4)), undefined, { FEED_ITEMS: '1', ARCHIVE_ITEMS: '2' })
    const archivePage = async () => (await load(outDir)).generation?.files.get('feeds/ai/archive/oldest.xml')
    const suffix = { identity: '', gzip: '.gz' }[coding]
    const path = join(outDir, `current/feeds/ai/archive/oldest.xml${suffix}`)
    expect(await (await archivePage())?.read(coding)).toEqual(readFileSync(path))
    writeFileSync(path, 'altered')
    await expect((await archivePage())?.read(coding)).rejects.toThrow(
      `1.xml${suffix}" cannot be served: its hash is not that in the manifest`,
    )
  })

  it('reads a body once for all responses that begin at the same time', async () => {
    const outDir = await published(temporaryFolder(linkPosts(4)), undefined, { FEED_ITEMS: '1', ARCHIVE_ITEMS: '2' })
    const page = (await load(outDir)).generation?.files.get('feeds/ai/archive/oldest.xml')
    const [first, second] = await Promise.all([page?.read('gzip'), page?.read('gzip')])
    expect(first).toBe(second)
  })

  it('rejects an altered file', async () => {
    const outDir = await published()
    writeFileSync(join(outDir, 'current/feeds/ai.xml'), '<rss/>')
    const { generation, damage } = await load(outDir)
    expect(generation).toBeUndefined()
    expect(damage?.message).toMatch(/feeds\/ai\.xml" cannot be served: its hash is not that in the manifest$/)
  })

  it('falls back to the previous generation if a file is missing', async () => {
    const contentDir = temporaryFolder(linkPosts(1))
    const outDir = await published(contentDir)
    writeFile(join(contentDir, 'new.md'), linkPost())
    await published(contentDir, outDir)
    rmSync(join(outDir, 'current/feeds/ai.xml'))
    const { generation, damage } = await load(outDir)
    expect(generation?.generation).toBe(1)
    expect(damage).toMatchObject({ code: 'publication-damaged' })
  })
})

async function load(outDir: string): Promise<Loaded> {
  const store = storeIn(outDir)
  return loadGeneration(store, await store.readRevision())
}

async function published(
  contentDir = temporaryFolder(linkPosts(1)),
  outDir = temporaryFolder(),
  env: Record<string, string> = {},
): Promise<string> {
  await runCommand(['generate'], { CONTENT_DIR: contentDir, OUT_DIR: outDir, ...env })
  return outDir
}
