import { mkdirSync, readdirSync, readFileSync, readlinkSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { fileSystem } from '../../../src/file-system.ts'
import type { Document } from '../../../src/model/document.ts'
import { publishedName } from '../../../src/publish/file-system/generations.ts'
import { pruneGenerations } from '../../../src/publish/file-system/prune-generations.ts'
import { removeStale } from '../../../src/publish/file-system/remove-stale.ts'
import { writeGeneration } from '../../../src/publish/file-system/write-generation.ts'
import { readCurrentManifest } from '../../../src/publish/manifest.ts'
import { planContents } from '../../../src/publish/plan.ts'
import { checkPublication } from '../../support/check-publication.ts'
import { temporaryFolder, writeFile } from '../../support/temporary-folder.ts'

describe('writeGeneration', () => {
  it('writes the documents and the manifest, and points current at them', async () => {
    const outDir = temporaryFolder()
    expect(await publish(outDir, 'one')).toBe(1)
    expect(readlinkSync(join(outDir, 'current'))).toBe('generations/000001')
    expect(readFileSync(join(outDir, 'current/feeds/новости.xml'), 'utf8')).toBe('one')
    expect(await readCurrentManifest(outDir, fileSystem)).toMatchObject({
      generation: 1,
      files: [{ path: 'feeds/новости.xml' }],
    })
    expect(readdirSync(join(outDir, 'current')).sort()).toEqual(['feeds', 'manifest.json'])
  })

  it('puts each document beside its compressed forms, and the manifest knows them all', async () => {
    const outDir = temporaryFolder()
    await publish(outDir, 'one '.repeat(100))
    const folder = join(outDir, 'current/feeds')
    expect(readdirSync(folder).sort()).toEqual(['новости.xml', 'новости.xml.br', 'новости.xml.gz'])
    expect(gunzipSync(readFileSync(join(folder, 'новости.xml.gz'))).toString()).toBe('one '.repeat(100))
    expect(brotliDecompressSync(readFileSync(join(folder, 'новости.xml.br'))).toString()).toBe('one '.repeat(100))
    expect(checkPublication(outDir)).toBe(1)
  })

  it('takes over the files that did not change, and writes them anew where they are damaged', async () => {
    const outDir = temporaryFolder()
    const inode = (name: string) => statSync(join(outDir, 'current', name)).ino
    const inodes = () => ['a', 'a.gz', 'a.br', 'b', 'b.gz', 'b.br'].map(inode)
    const [a, b, c] = [document('a', 'one'), document('b', 'two'), document('b', 'three')]
    await publish(outDir, '', undefined, [a, b])
    const first = inodes()
    await publish(outDir, '', '000001', [a, c])
    const second = inodes()
    expect(second.slice(0, 3)).toEqual(first.slice(0, 3))
    for (const [index, found] of second.slice(3).entries()) expect(found).not.toBe(first[index + 3])
    await publish(outDir, '', '000002', [a, b], { rewrite: true })
    for (const [index, found] of inodes().entries()) expect(found).not.toBe(second[index])
    expect(checkPublication(outDir)).toBe(3)
  })

  it('leaves old generations to be removed when they are not needed', async () => {
    const outDir = temporaryFolder()
    for (const body of ['one', 'two', 'three']) await publish(outDir, body)
    expect(readlinkSync(join(outDir, 'current'))).toBe('generations/000003')
    await pruneGenerations(outDir, '000002', { spare: undefined, fileSystem })
    expect(readdirSync(join(outDir, 'generations')).sort()).toEqual(['000001', '000002', '000003'])
    await pruneGenerations(outDir, '000003', { spare: '000002', fileSystem })
    expect(readdirSync(join(outDir, 'generations')).sort()).toEqual(['000002', '000003'])
  })

  it('tells the first faults of a manifest that is not one', async () => {
    const files = Array.from({ length: 50 }, () => ({}))
    const outDir = temporaryFolder({ 'current/manifest.json': JSON.stringify({ version: 1, files }) })
    await expect(readCurrentManifest(outDir, fileSystem)).rejects.toThrow(
      'cannot be read: ✖ Invalid input: expected number, received undefined\n' +
        '  → at generation\n' +
        '✖ Invalid input: expected string, received undefined\n' +
        '  → at files[0].sha256\n' +
        '✖ Invalid input: expected number, received undefined\n' +
        '  → at files[0].bytes\n' +
        'and 252 more',
    )
  })

  it('publishes nothing when another process has published meanwhile', async () => {
    const outDir = temporaryFolder()
    await publish(outDir, 'one')
    await expect(publish(outDir, 'two', '000007')).rejects.toMatchObject({
      code: 'publication-failed',
      message: `OUT_DIR "${outDir}": generation 000001 was published by another process meanwhile`,
    })
    expect(readdirSync(join(outDir, 'generations'))).toEqual(['000001'])
  })

  it('leaves what was published and no debris when it fails', async () => {
    const outDir = temporaryFolder()
    await publish(outDir, 'one')
    const blocked = [document('feeds', 'a file'), document('feeds/a', 'below it')]
    await expect(publish(outDir, 'two', '000001', blocked)).rejects.toThrow(/EISDIR|ENOTDIR/)
    expect(readFileSync(join(outDir, 'current/feeds/новости.xml'), 'utf8')).toBe('one')
    expect(readdirSync(join(outDir, 'generations'))).toEqual(['000001'])
  })
})

describe('removeStale', () => {
  it('clears away what a run left that did not end, and never the generation in service nor the one before', async () => {
    const outDir = temporaryFolder()
    for (const body of ['one', 'two']) await publish(outDir, body)
    writeFile(join(outDir, 'generations/000003/feeds/новости.xml'), 'torn')
    writeFile(join(outDir, 'generations/draft/manifest.json'), '{}')
    writeFile(join(outDir, 'current.draft'), '')
    writeFile(join(outDir, 'lock.draft'), '')
    expect(await removeStale(outDir, fileSystem)).toEqual([
      'current.draft',
      'generations/000003',
      'generations/draft',
      'lock.draft',
    ])
    expect(readdirSync(join(outDir, 'generations')).sort()).toEqual(['000001', '000002'])
    expect(readdirSync(outDir).sort()).toEqual(['current', 'generations'])
    expect(await removeStale(outDir, fileSystem)).toEqual([])
  })
})

describe('readCurrentManifest', () => {
  it('finds none before the first publication', async () => {
    expect(await readCurrentManifest(temporaryFolder(), fileSystem)).toBeUndefined()
  })

  it.each(['', '{', '{"version":2}', 'null'])('refuses a damaged one: %s', async (text) => {
    const outDir = temporaryFolder()
    mkdirSync(join(outDir, 'current'))
    writeFileSync(join(outDir, 'current/manifest.json'), text)
    await expect(readCurrentManifest(outDir, fileSystem)).rejects.toThrow(/manifest\.json" cannot be read: /)
  })
})

async function publish(
  outDir: string,
  body: string,
  published?: string,
  documents = [document('feeds/новости.xml', body)],
  { rewrite }: { rewrite?: boolean } = {},
): Promise<number> {
  const previous = await readCurrentManifest(outDir, fileSystem)
  const { manifest } = await writeGeneration(
    outDir,
    { documents, contents: planContents({ feeds: [], articles: [], topics: [] }) },
    {
      fileSystem,
      previous,
      published: published ?? (await publishedName(outDir, fileSystem)),
      isCurrent: () => false,
      rewrite,
      now: new Date('2026-01-02'),
    },
  )
  return manifest.generation
}

function document(path: string, body: string): Document {
  return { path, mediaType: 'application/rss+xml', fingerprint: body, render: () => Buffer.from(body) }
}
