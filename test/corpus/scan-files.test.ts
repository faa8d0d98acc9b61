import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { collectGarbage } from '../../src/build/collect-garbage.ts'
import { type StampedFiles, stampFiles } from '../../src/corpus/scan-files.ts'
import { linkPosts } from '../support/articles.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

it('what was known of the files before is not kept, however often they are looked at', async () => {
  const folder = temporaryFolder(linkPosts(3))
  let files: StampedFiles = await stampFiles(folder)
  const before: WeakRef<StampedFiles['stamps']>[] = []
  for (let save = 0; save < 3; save++) {
    before.push(new WeakRef(files.stamps))
    files = await stampFiles(folder, { known: { files, touched: new Set() } })
  }
  await setImmediate()
  collectGarbage()
  expect(before.map((stamps) => stamps.deref())).toEqual([undefined, undefined, undefined])
  expect(files.stamps.size).toBe(3)
})
