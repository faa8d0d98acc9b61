import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { type Loaded, loadGeneration } from '../../src/serve/load-generation.ts'
import { linkPost, linkPosts } from '../support/articles.ts'
import { runCommand } from '../support/command.ts'
import { currentManifest, storeIn } from '../support/store.ts'
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
    if (coding === 'identity') rmSync(`${path}.gz`)
    else rmSync(join(outDir, 'current/feeds/ai/archive/oldest.xml'))
    await expect((await archivePage())?.read(coding)).rejects.toThrow(
      `oldest.xml${suffix}" cannot be served: its hash is not that in the manifest`,
    )
  })

  it('reads parts of archive pages from disk, less where they end, and none of documents in memory', async () => {
    const outDir = await published(temporaryFolder(linkPosts(4)), undefined, { FEED_ITEMS: '1', ARCHIVE_ITEMS: '2' })
    const { generation } = await load(outDir)
    const path = 'feeds/ai/archive/oldest.xml'
    const body = readFileSync(join(outDir, 'current', path))
    const ranges = [
      { start: 2, end: 5 },
      { start: body.length - 3, end: body.length + 10 },
    ]
    const parts = await generation?.files.get(path)?.readRanges?.(ranges)
    expect(parts).toEqual([body.subarray(2, 5), body.subarray(-3)])
    expect(generation?.files.get('feeds/ai.xml')?.readRanges).toBeUndefined()
  })

  it('reads a body once for all responses that begin at the same time', async () => {
    const outDir = await published(temporaryFolder(linkPosts(4)), undefined, { FEED_ITEMS: '1', ARCHIVE_ITEMS: '2' })
    const page = (await load(outDir)).generation?.files.get('feeds/ai/archive/oldest.xml')
    const [first, second] = await Promise.all([page?.read('gzip'), page?.read('gzip')])
    expect(first).toBe(second)
  })

  it.each([
    ['identity', ''],
    ['gzip', '.gz'],
    ['br', '.br'],
  ] as const)('serves a document with one rotten byte from its other codings: %s', async (coding, suffix) => {
    const outDir = await published()
    const text = readFileSync(join(outDir, 'current/feeds/ai.xml'), 'utf8')
    rot(join(outDir, `current/feeds/ai.xml${suffix}`))
    const { generation, damage } = await load(outDir)
    expect(damage?.message).toMatch(/feeds\/ai\.xml.*" cannot be served: its hash is not that in the manifest$/)
    const decode = { identity: (body: Buffer) => body, gzip: gunzipSync, br: brotliDecompressSync }[coding]
    expect(String(decode((await generation?.files.get('feeds/ai.xml')?.read(coding)) as Buffer))).toBe(text)
    expect(generation?.files.size).toBe(
      currentManifest(outDir).files.filter(({ forStaticHosts }) => !forStaticHosts).length,
    )
  })

  it('serves an archive page with one rotten byte from its other codings, and reports it', async () => {
    const outDir = await published(temporaryFolder(linkPosts(4)), undefined, { FEED_ITEMS: '1', ARCHIVE_ITEMS: '2' })
    const path = join(outDir, 'current/feeds/ai/archive/oldest.xml')
    const text = readFileSync(path, 'utf8')
    rot(`${path}.gz`)
    const store = storeIn(outDir)
    const reported: string[] = []
    const onDamage = ({ message }: Error) => void reported.push(message)
    const { generation, damage } = await loadGeneration(store, await store.readRevision(), { onDamage })
    expect({ damage, reported }).toEqual({ damage: undefined, reported: [] })
    const body = await generation?.files.get('feeds/ai/archive/oldest.xml')?.read('gzip')
    expect(gunzipSync(body as Buffer).toString()).toBe(text)
    expect(reported).toEqual([expect.stringContaining('oldest.xml.gz" cannot be served')])
  })

  it('serves a lost document from the previous generation, and all others from the current one', async () => {
    const { outDir, before, lose } = await publishedTwice()
    lose()
    const { generation, damage } = await load(outDir)
    expect(generation?.generation).toBe(2)
    expect(damage).toMatchObject({ code: 'publication-damaged' })
    expect(String(await generation?.files.get('feeds/ai.xml')?.read('identity'))).toBe(before)
    expect(String(await generation?.files.get('feeds/ai.json')?.read('identity'))).toContain('A quiet morning')
  })

  it('cannot read a document of which no copy is whole, and reads all others', async () => {
    const outDir = await published()
    for (const suffix of ['', '.gz', '.br']) rot(join(outDir, `current/feeds/ai.xml${suffix}`))
    const { generation } = await load(outDir)
    await expect(generation?.files.get('feeds/ai.xml')?.read('gzip')).rejects.toThrow('cannot be served')
    expect(String(await generation?.files.get('feeds/ai.json')?.read('identity'))).toContain('jsonfeed.org')
  })
})

/** A publication with a newer one, and what damages a document of that. */
async function publishedTwice() {
  const contentDir = temporaryFolder(linkPosts(1))
  const outDir = await published(contentDir)
  const before = readFileSync(join(outDir, 'current/feeds/ai.xml'), 'utf8')
  writeFile(join(contentDir, 'new.md'), linkPost())
  await published(contentDir, outDir)
  const lose = () => {
    for (const suffix of ['', '.gz', '.br']) rmSync(join(outDir, `current/feeds/ai.xml${suffix}`))
  }
  return { outDir, before, lose }
}

/** Changes one byte of a file. */
function rot(path: string): void {
  const bytes = readFileSync(path)
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] as number) ^ 1
  writeFileSync(path, bytes)
}

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
