import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fileSystem } from '../../../src/file-system.ts'
import { preallocate } from '../../../src/publish/file-system/preallocate.ts'
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
    const prepared = await preallocate(outDir, await readCurrentManifest(outDir, fileSystem), watched)
    expect(done.syncDirectory.map((path) => path.replace(/\.next-[\da-f-]+/, '.next')).sort()).toEqual([
      'generations/.next',
      'generations/.next/feeds',
      'generations/.next/feeds/ai',
      'generations/.next/feeds/ai/archive',
    ])
    const { makeDirectory, share } = await createPublisher(outDir, prepared)(PATHS, { 'index.html': 'second' })
    expect({ makeDirectory, share }).toEqual({ makeDirectory: [], share: [] })
    expect(checkGenerations(outDir)).toEqual([1, 2])
  })

  it('is none, and leaves nothing, where the disk does not allow it', async () => {
    const outDir = temporaryFolder()
    await createPublisher(outDir)(PATHS)
    const full = { ...fileSystem, writeDurably: () => Promise.reject(new Error('ENOSPC: no space left')) }
    expect(await preallocate(outDir, await readCurrentManifest(outDir, fileSystem), full)).toBeUndefined()
    expect(await preallocate(outDir, undefined, fileSystem)).toBeUndefined()
    expect(readdirSync(join(outDir, 'generations'))).toEqual(['000001'])
  })
})
