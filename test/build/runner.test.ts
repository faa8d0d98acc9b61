import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createRunner } from '../../src/build/runner.ts'
import { parseConfig } from '../../src/config.ts'
import { loadAssets } from '../../src/load-assets.ts'
import { linkPosts } from '../support/articles.ts'
import { storeIn } from '../support/store.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const ATTEMPT = { signal: new AbortController().signal, onProgress: () => undefined }

it('a run that has published succeeds though the next one cannot be prepared, and reports that', async () => {
  const outDir = temporaryFolder()
  const config = parseConfig({ CONTENT_DIR: temporaryFolder(linkPosts(1)), OUT_DIR: outDir, WATCH: 'true' })
  const store = storeIn(outDir)
  const prepare = () => Promise.reject(new Error('no room'))
  const runner = createRunner(config, {
    store: { ...store, prepare },
    assets: await loadAssets(undefined),
    now: () => new Date('2030-01-01'),
    onPublished: async () => undefined,
  })
  const report = await runner.run({ kind: 'full' }, ATTEMPT)
  expect(report).toMatchObject({ generation: 1, unfinished: ['no room'] })
})

it('what a run could not publish, the next one publishes, even if other files changed since', async () => {
  const outDir = temporaryFolder()
  const contentDir = temporaryFolder(linkPosts(2))
  const [first = '', second = ''] = Object.keys(linkPosts(2))
  const config = parseConfig({ CONTENT_DIR: contentDir, OUT_DIR: outDir, WATCH: 'true' })
  const store = storeIn(outDir)
  let isLocked = false
  const exclusively: typeof store.exclusively = (work, options) =>
    isLocked ? Promise.reject(new Error('locked')) : store.exclusively(work, options)
  const runner = createRunner(config, {
    store: { ...store, exclusively },
    assets: await loadAssets(undefined),
    now: () => new Date('2030-01-01'),
    onPublished: async () => undefined,
  })
  const edit = (path: string, title: string) =>
    writeFileSync(join(contentDir, path), (linkPosts(2)[path] ?? '').replace(/title: .*/, `title: ${title}`))
  await runner.run({ kind: 'full' }, ATTEMPT)
  isLocked = true
  edit(first, 'First edit')
  await expect(runner.run({ kind: 'incremental', changedFiles: new Set([first]) }, ATTEMPT)).rejects.toThrow('locked')
  isLocked = false
  edit(second, 'Second edit')
  await runner.run({ kind: 'incremental', changedFiles: new Set([second]) }, ATTEMPT)
  const feed = readFileSync(join(outDir, 'current/feeds/all.xml'), 'utf8')
  expect(feed).toContain('First edit')
  expect(feed).toContain('Second edit')
})
