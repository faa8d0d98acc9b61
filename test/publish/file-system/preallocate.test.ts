import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { disk } from '../../../src/file-system.ts'
import { prepareFolder } from '../../../src/publish/file-system/preallocate.ts'
import { readCurrentManifest } from '../../../src/publish/manifest.ts'
import { checkGenerations } from '../../support/check-publication.ts'
import { createPublisher, watchDisk } from '../../support/publisher.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const PATHS = ['feeds/ai.xml', 'feeds/ai/archive/1.xml', 'index.html']

describe('a folder that is prepared', () => {
  it('makes the first generation of a process as little work as the later ones', async () => {
    const outDir = temporaryFolder()
    await createPublisher(outDir)(PATHS)
    const { watched, done } = watchDisk(outDir)
    const prepared = await prepareFolder(outDir, await readCurrentManifest(outDir, disk), watched)
    expect(done.syncFolder.map((path) => path.replace(/\.next-[\da-f-]+/, '.next')).sort()).toEqual([
      'generations/.next',
      'generations/.next/feeds',
      'generations/.next/feeds/ai',
      'generations/.next/feeds/ai/archive',
    ])
    const { makeFolder, share } = await createPublisher(outDir, prepared)(PATHS, { 'index.html': 'second' })
    expect({ makeFolder, share }).toEqual({ makeFolder: [], share: [] })
    expect(checkGenerations(outDir)).toEqual([1, 2])
  })

  it('is none, and leaves nothing, where the disk does not allow it', async () => {
    const outDir = temporaryFolder()
    await createPublisher(outDir)(PATHS)
    const full = { ...disk, writeDurably: () => Promise.reject(new Error('ENOSPC: no space left')) }
    expect(await prepareFolder(outDir, await readCurrentManifest(outDir, disk), full)).toBeUndefined()
    expect(await prepareFolder(outDir, undefined, disk)).toBeUndefined()
    expect(readdirSync(join(outDir, 'generations'))).toEqual(['000001'])
  })
})
