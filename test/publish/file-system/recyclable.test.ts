import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fileSystem } from '../../../src/file-system.ts'
import { checkGenerations } from '../../support/check-publication.ts'
import { createPublisher } from '../../support/publisher.ts'
import { storeIn } from '../../support/store.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const PATHS = ['feeds/ai.xml', 'feeds/ai/archive/1.xml', 'index.html']

describe('a prepared publication', () => {
  it('is as cheap for the first run of a process as for later ones', async () => {
    const outDir = temporaryFolder()
    const publish = createPublisher(outDir)
    await publish(PATHS)
    const { makeDirectory, link, syncDirectory } = await publish(PATHS, { 'index.html': 'second' })
    expect({ makeDirectory, link, syncDirectory }).toEqual({
      makeDirectory: [],
      link: [],
      syncDirectory: ['staging', 'generations', ''],
    })
    expect(checkGenerations(outDir)).toEqual([1, 2])
  })

  it('is prepared durably', async () => {
    const outDir = temporaryFolder()
    await createPublisher(outDir)(PATHS)
    // The publisher has prepared the next one already.
    for (const name of readdirSync(join(outDir, 'generations')).filter((entry) => entry.startsWith('.'))) {
      rmSync(join(outDir, 'generations', name), { recursive: true })
    }
    const synced: string[] = []
    const syncDirectory = (path: string) => {
      synced.push(path.slice(outDir.length + 1).replace(/\.preparing-[\da-f-]+/, 'preparing'))
      return fileSystem.syncDirectory(path)
    }
    await storeIn(outDir, { fileSystem: { ...fileSystem, syncDirectory } }).prepare()
    expect(synced.sort()).toEqual([
      'generations/preparing',
      'generations/preparing/feeds',
      'generations/preparing/feeds/ai',
      'generations/preparing/feeds/ai/archive',
    ])
  })

  it('is not used unless it was prepared completely', async () => {
    const outDir = temporaryFolder()
    const publish = createPublisher(outDir)
    await publish(PATHS)
    const namesOf = (kind: string) =>
      readdirSync(join(outDir, 'generations')).filter((entry) => entry.startsWith(`.${kind}-`))
    for (const name of namesOf('recyclable')) rmSync(join(outDir, 'generations', name), { recursive: true })
    const killed = new Promise<void>((resolve) => {
      const syncDirectory = () => {
        resolve()
        return new Promise<never>(() => undefined)
      }
      void storeIn(outDir, { fileSystem: { ...fileSystem, syncDirectory } }).prepare()
    })
    await killed
    expect([namesOf('preparing').length, namesOf('recyclable').length]).toEqual([1, 0])
    const { syncDirectory } = await createPublisher(outDir)(PATHS, { 'index.html': 'second' })
    expect(syncDirectory).toContain('staging/feeds/ai/archive')
    expect(namesOf('preparing')).toEqual([])
  })

  it('is not prepared and leaves nothing behind if the file system does not allow it', async () => {
    const outDir = temporaryFolder()
    const link = () => Promise.reject(Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' }))
    const store = storeIn(outDir, { fileSystem: { ...fileSystem, link } })
    await store.prepare()
    const staging = store.stage(undefined, ['a.xml'])
    await staging.put({ path: 'a.xml', mediaType: 'text/xml' }, { identity: Buffer.from('a') })
    const file = { path: 'a.xml', mediaType: 'text/xml', sha256: '', bytes: 1, lastModified: '', encodings: {} }
    await staging.commit({ version: 2, files: [file], feeds: {}, articles: {}, moved: {}, retired: [] })
    await store.prepare()
    expect(readdirSync(join(outDir, 'generations')).sort()).toEqual(['000001', '000001.json'])
  })
})
