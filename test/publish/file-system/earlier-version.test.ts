import { cpSync, existsSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { generate } from '../../../src/build/pipeline.ts'
import { parseConfig } from '../../../src/config.ts'
import { variantsOf } from '../../../src/publish/manifest.ts'
import type { Revision } from '../../../src/publish/store.ts'
import { loadGeneration } from '../../../src/serve/load-generation.ts'
import { linkPosts } from '../../support/articles.ts'
import { checkPublication } from '../../support/check-publication.ts'
import { currentManifest, manifestPath, storeIn } from '../../support/store.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const EARLIER = fileURLToPath(new URL('../../fixtures/earlier-out-dirs', import.meta.url))
const forms = readdirSync(EARLIER).filter((name) => /^\d/.test(name))

/** The articles in the fixtures. */
const ARTICLES = {
  ...Object.fromEntries(
    [1, 2].map((day) => {
      const link = `https://blog.example.org/post-${day}`
      const fields = `title: Post ${day}\npublishedDateTime: 2026-01-0${day}T08:00:00Z\noriginalUrl: ${link}\ntopics: [AI]`
      return [`post-${day}.md`, `---\n${fields}\n---\n`]
    }),
  ),
  'own.md': '---\ntitle: Own post\npublishedDateTime: 2026-01-03T08:00:00Z\ntopics: [AI]\n---\nWritten here.\n',
}

describe.each(forms)('the OUT_DIR of an earlier version: %s', (form) => {
  it('is served, with every document in every coding that it was published in', async () => {
    const { outDir } = takenOver(form)
    const store = storeIn(outDir)
    const { generation, damage } = await loadGeneration(store, await store.readRevision())
    expect(damage).toBeUndefined()
    expect([...(generation?.files.keys() ?? [])]).toEqual(expect.arrayContaining(['feeds/all.xml', 'feeds/ai.json']))
    for (const file of generation?.files.values() ?? []) {
      const onDisk = readFileSync(join(outDir, 'current', file.path))
      expect(file.bytes).toBe(onDisk.length)
      for (const { coding } of variantsOf(file)) {
        const body = await file.read(coding)
        if (coding === 'identity') expect(body).toEqual(onDisk)
        if (coding === 'gzip') expect(gunzipSync(body)).toEqual(onDisk)
      }
    }
  })

  it('is published to without force, keeps ids and dates, and is settled then', async () => {
    const { outDir, run } = takenOver(form)
    const before = await oldManifest(outDir)
    const report = await run()
    expect(report).toMatchObject({ generation: 2, refusal: undefined, unfinished: [], recovered: [] })
    expect(
      report.diagnostics.filter(({ rule }) => ['id-changed', 'id-reused', 'feed-vanished'].includes(rule)),
    ).toEqual([])
    expect(checkPublication(outDir)).toBe(2)
    const now = currentManifest(outDir)
    const dated = new Map(before.files.map(({ sha256, lastModified }) => [sha256, lastModified]))
    for (const { sha256, lastModified } of now.files) expect(lastModified).toBe(dated.get(sha256) ?? lastModified)
    const idsOf = ({ articles }: typeof now) =>
      Object.entries(articles)
        .map(([file, { id }]) => `${file} ${id}`)
        .sort()
    expect(idsOf(now)).toEqual(idsOf(before))
    expect(await run()).toMatchObject({ generation: undefined, recovered: [], unfinished: [] })
  })

  it('loses no article where the folder of articles is not mounted', async () => {
    const { outDir, run } = takenOver(form, {})
    await expect(run()).rejects.toMatchObject({ code: 'publication-refused' })
    expect(await storeIn(outDir).listRevisions()).toHaveLength(1)
  })
})

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
    const before = { inode: inodeOf(outDir), files: (await oldManifest(outDir)).files }
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

function takenOver(form: string, articles: Readonly<Record<string, string>> = ARTICLES) {
  const outDir = temporaryFolder()
  cpSync(join(EARLIER, form), outDir, { recursive: true, verbatimSymlinks: true })
  return { outDir, run: runner(temporaryFolder(articles), outDir, { FEED_ITEMS: '2' }) }
}

function runner(contentDir: string, outDir: string, settings: Readonly<Record<string, string>> = {}) {
  return (env: Record<string, string> = {}) => {
    const config = parseConfig({ CONTENT_DIR: contentDir, OUT_DIR: outDir, ...settings, ...env })
    return generate(config, { store: storeIn(outDir), now: () => new Date('2030-01-01') })
  }
}

async function oldManifest(outDir: string) {
  const store = storeIn(outDir)
  return store.readManifest((await store.readRevision()) as Revision)
}

async function publishedByEarlierVersion() {
  const outDir = temporaryFolder()
  const run = runner(temporaryFolder(linkPosts(2)), outDir)
  await run()
  const manifest = { ...currentManifest(outDir), version: 1 }
  renameSync(manifestPath(outDir), join(outDir, 'current/manifest.json'))
  writeFileSync(join(outDir, 'current/manifest.json'), JSON.stringify(manifest))
  return { outDir, run }
}

function inodeOf(outDir: string): number {
  return statSync(join(outDir, 'current/feeds/ai.xml')).ino
}
