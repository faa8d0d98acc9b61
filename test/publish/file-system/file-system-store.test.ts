import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { storeIn } from '../../support/store.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { describeStore } from '../store-contract.ts'

describeStore('a directory', () => {
  const outDir = temporaryFolder()
  return {
    open: () => storeIn(outDir),
    kept: 2,
    turns: 12,
    damage: (revision, path, bytes) => {
      const file = join(outDir, 'generations', revision.slice(0, 6), path)
      if (bytes) writeFileSync(file, bytes)
      else rmSync(file)
    },
    list: () =>
      readdirSync(outDir, { recursive: true, encoding: 'utf8' })
        .filter((name) => name !== 'lock')
        .sort(),
  }
})
