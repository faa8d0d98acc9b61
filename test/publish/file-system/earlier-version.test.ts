import { existsSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { generate } from '../../../src/build/pipeline.ts'
import { parseConfig } from '../../../src/config.ts'
import type { Revision } from '../../../src/publish/store.ts'
import { loadGeneration } from '../../../src/serve/load-generation.ts'
import { linkPosts } from '../../support/articles.ts'
import { checkPublication } from '../../support/check-publication.ts'
import { currentManifest, manifestPath, storeIn } from '../../support/store.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

describe('the OUT_DIR of an earlier version, with the manifest in the tree', () => {
  it('is read and served', async () => {
    const { outDir } = await publishedByEarlierVersion()
    const store = storeIn(outDir)
    const revision = (await store.readRevision()) as Revision
    expect(await store.listRevisions()).toEqual([revision])
    const { generation, damage } = await loadGeneration(store, revision)
    const text = await generation?.files.get('feeds/ai.xml')?.read('identity')
    expect(String(text)).toBe(readFileSync(join(outDir, 'current/feeds/ai.xml'), 'utf8'))
    expect(damage).toBeUndefined()
    expect(generation?.files.has('manifest.json')).toBe(false)
  })

  it('is published again by the next run without that manifest, once, from the same files', async () => {
    const { outDir, run } = await publishedByEarlierVersion()
    const before = { inode: inodeOf(outDir), files: oldManifest(outDir).files }
    const report = await run()
    expect(report).toMatchObject({ generation: 2, changed: [], removed: [], recovered: [], unfinished: [] })
    expect(readdirSync(join(outDir, 'current'))).not.toContain('manifest.json')
    expect({ inode: inodeOf(outDir), files: currentManifest(outDir).files }).toEqual(before)
    expect(checkPublication(outDir)).toBe(2)
    expect((await run()).generation).toBeUndefined()
  })

  it('keeps the earlier generation as the previous one, and removes it like any other', async () => {
    const { outDir, run } = await publishedByEarlierVersion()
    await run()
    expect(await storeIn(outDir).listRevisions()).toHaveLength(2)
    expect(existsSync(join(outDir, 'generations/000001/manifest.json'))).toBe(true)
    await run({ SITE_TITLE: 'Another title' })
    const recyclable = expect.stringMatching(/^\.recyclable-/)
    const kept = ['000002', '000002.json', '000003', '000003.json']
    expect(readdirSync(join(outDir, 'generations')).sort()).toEqual([recyclable, ...kept])
    await run({ SITE_TITLE: 'A third title' })
    expect(readdirSync(join(outDir, 'current'))).not.toContain('manifest.json')
  })
})

async function publishedByEarlierVersion() {
  const contentDir = temporaryFolder(linkPosts(2))
  const outDir = temporaryFolder()
  const run = (env: Record<string, string> = {}) => {
    const config = parseConfig({ CONTENT_DIR: contentDir, OUT_DIR: outDir, ...env })
    return generate(config, { store: storeIn(outDir), now: () => new Date('2030-01-01') })
  }
  await run()
  const manifest = { ...currentManifest(outDir), version: 1 }
  renameSync(manifestPath(outDir), join(outDir, 'current/manifest.json'))
  writeFileSync(join(outDir, 'current/manifest.json'), JSON.stringify(manifest))
  return { outDir, run }
}

function oldManifest(outDir: string): ReturnType<typeof currentManifest> {
  return JSON.parse(readFileSync(join(outDir, 'current/manifest.json'), 'utf8')) as ReturnType<typeof currentManifest>
}

function inodeOf(outDir: string): number {
  return statSync(join(outDir, 'current/feeds/ai.xml')).ino
}
