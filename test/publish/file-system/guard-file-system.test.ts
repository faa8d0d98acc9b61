import { describe, expect, it } from 'vitest'
import { type FileSystem, fileSystem } from '../../../src/file-system.ts'
import { storeIn } from '../../support/store.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

describe('an error', () => {
  it.each([
    ['of Feedmill itself', Object.assign(new RangeError('out of range'), { code: 'ERR_OUT_OF_RANGE' })],
    ['of another file', Object.assign(new Error('ENOENT: no such file, style.css'), { code: 'ENOENT' })],
  ])('%s is not reported as one of OUT_DIR, and keeps its stack', async (_, error) => {
    const work = () => Promise.reject(error)
    expect(await storeIn(temporaryFolder()).exclusively(work).catch(same)).toBe(error)
  })

  it('of the file system says what failed in OUT_DIR, and how to fix it', async () => {
    const outDir = temporaryFolder()
    const full = storeIn(outDir, { fileSystem: failing('writeDurably', 'ENOSPC') })
    await expect(full.writeState('websub', '{}')).rejects.toMatchObject({
      code: 'publication-failed',
      message: `OUT_DIR "${outDir}" cannot be written: ENOSPC: not now`,
      hint: 'Free some space on its disk.',
    })
  })

  it.each(['EMFILE', 'ENFILE'])('of the limit of open files (%s) is not blamed on the disk', async (code) => {
    const outDir = temporaryFolder()
    const store = storeIn(outDir, { fileSystem: failing('writeDurably', code) })
    await expect(store.writeState('websub', '{}')).rejects.toMatchObject({
      message: `too many files are open, so OUT_DIR "${outDir}" cannot be written: ${code}: not now`,
      hint: 'Raise the limit of open files (ulimit -n, LimitNOFILE or fs.file-max).',
    })
  })

  it('that does not come from the system is not changed', async () => {
    const error = Object.assign(new TypeError('no string'), { code: 'ERR_INVALID_ARG_TYPE' })
    const broken: FileSystem = { ...fileSystem, writeDurably: () => Promise.reject(error) }
    const store = storeIn(temporaryFolder(), { fileSystem: broken })
    expect(await store.writeState('websub', '{}').catch(same)).toBe(error)
  })
})

describe('the link to the current generation', () => {
  it.each(['EIO', 'EACCES'])('that cannot be read because of %s is not reported as another file', async (code) => {
    const outDir = temporaryFolder()
    const store = storeIn(outDir, { fileSystem: failing('readLink', code) })
    await expect(store.readRevision()).rejects.toMatchObject({
      code: 'publication-failed',
      message: `OUT_DIR "${outDir}" cannot be read: ${code}: not now`,
    })
  })
})

function failing(operation: keyof FileSystem, code: string): FileSystem {
  const error = Object.assign(new Error(`${code}: not now`), { code })
  return { ...fileSystem, [operation]: () => Promise.reject(error) }
}

function same(error: unknown): unknown {
  return error
}
