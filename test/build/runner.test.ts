import { expect, it } from 'vitest'
import { createRunner } from '../../src/build/runner.ts'
import { parseConfig } from '../../src/config.ts'
import { linkPosts } from '../support/articles.ts'
import { storeIn } from '../support/store.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

it('a run that has published succeeds though the next one cannot be prepared, and reports that', async () => {
  const outDir = temporaryFolder()
  const config = parseConfig({ CONTENT_DIR: temporaryFolder(linkPosts(1)), OUT_DIR: outDir, WATCH: 'true' })
  const store = storeIn(outDir)
  const prepare = () => Promise.reject(new Error('no room'))
  const runner = createRunner(config, {
    store: { ...store, prepare },
    now: () => new Date('2030-01-01'),
    onPublished: async () => undefined,
  })
  const report = await runner.run({ kind: 'full' }, new AbortController().signal)
  expect(report).toMatchObject({ generation: 1, unfinished: ['no room'] })
})
