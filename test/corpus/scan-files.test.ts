import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { collectGarbage } from '../../src/build/collect-garbage.ts'
import { type ScannedFiles, scanFiles } from '../../src/corpus/scan-files.ts'
import { linkPosts } from '../support/articles.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

it('scanning again and again does not leak earlier results', async () => {
  const folder = temporaryFolder(linkPosts(3))
  let files: ScannedFiles = await scanFiles(folder)
  const before: WeakRef<ScannedFiles['signatures']>[] = []
  for (let save = 0; save < 3; save++) {
    before.push(new WeakRef(files.signatures))
    files = await scanFiles(folder, { previous: { files, changedFiles: new Set() } })
  }
  await setImmediate()
  collectGarbage()
  expect(before.map((signatures) => signatures.deref())).toEqual([undefined, undefined, undefined])
  expect(files.signatures.size).toBe(3)
})
