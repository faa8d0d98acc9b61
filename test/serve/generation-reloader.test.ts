import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { type FileSystem, fileSystem } from '../../src/file-system.ts'
import { createGenerationReloader } from '../../src/serve/generation-reloader.ts'
import type { ServiceState } from '../../src/serve/service-state.ts'
import { createPublisher } from '../support/publisher.ts'
import { storeIn } from '../support/store.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const PATHS = ['feeds/ai.xml', 'index.html']

it('a server serves what another process publishes, and reads each publication once', async () => {
  const outDir = temporaryFolder()
  let reads = 0
  const readText: FileSystem['readText'] = (path) => {
    reads++
    return fileSystem.readText(path)
  }
  const { state, served, refresh } = reloaderOf(outDir, { readText })
  await refresh()
  expect(state).toMatchObject({ generation: undefined, isDamaged: false })
  const publish = createPublisher(outDir)
  for (const text of ['one', 'two']) {
    await publish(PATHS, { 'index.html': text })
    for (let turn = 0; turn < 3; turn++) await refresh()
  }
  expect({ served, reads }).toEqual({ served: [1, 2], reads: 2 })
  expect(String(await state.generation?.files.get('index.html')?.read('identity'))).toBe('two')
})

it('a server retries reads that failed because of too many open files', async () => {
  const outDir = temporaryFolder()
  await createPublisher(outDir)(PATHS)
  let isShort = true
  const readBytes: FileSystem['readBytes'] = (path) =>
    isShort ? Promise.reject(Object.assign(new Error('EMFILE'), { code: 'EMFILE' })) : fileSystem.readBytes(path)
  const { state, served, failed, refresh } = reloaderOf(outDir, { readBytes })
  for (let turn = 0; turn < 3; turn++) await refresh()
  expect({ served, failed }).toEqual({
    served: [],
    failed: [{ reason: expect.stringContaining('EMFILE'), isDamaged: false }],
  })
  isShort = false
  await refresh()
  expect({ served, isDamaged: state.isDamaged }).toEqual({ served: [1], isDamaged: false })
})

it.each([
  ['a folder', (path: string) => mkdirSync(path)],
  ['the text of the link', (path: string) => writeFileSync(path, 'generations/000001')],
  ['a link to what does not exist', (path: string) => symlinkSync('generations/000009', path)],
  ['nothing', () => undefined],
])('a server starts from the newest complete generation if there is %s in the place of the link', async (_, put) => {
  const outDir = temporaryFolder()
  const publish = createPublisher(outDir)
  for (const text of ['one', 'two']) await publish(PATHS, { 'index.html': text })
  rmSync(join(outDir, 'current'))
  put(join(outDir, 'current'))
  const { state, served, failed, refresh } = reloaderOf(outDir)
  for (let turn = 0; turn < 3; turn++) await refresh()
  expect({ served, isDamaged: state.isDamaged }).toEqual({ served: [2], isDamaged: true })
  expect(failed).toMatchObject([{ isDamaged: true }])
})

function reloaderOf(outDir: string, faults: Partial<FileSystem> = {}) {
  const state: ServiceState = { generation: undefined, isDamaged: false, failure: undefined, stopping: false }
  const served: number[] = []
  const failed: { reason: string; isDamaged: boolean }[] = []
  const { refresh, stop } = createGenerationReloader({
    store: storeIn(outDir, { fileSystem: { ...fileSystem, ...faults } }),
    state,
    onServed: ({ generation }) => served.push(generation),
    onFailed: (reason, isDamaged) => failed.push({ reason, isDamaged }),
  })
  onTestFinished(stop)
  return { state, served, failed, refresh }
}
