import { join } from 'node:path'
import { createQueue } from '../../concurrency/create-queue.ts'
import type { FileSystem } from '../../file-system.ts'
import type { PublicationStore } from '../store.ts'
import { isMissing, systemCode } from './system-error.ts'

/** Durable state in `OUT_DIR`: the state `websub` is in the file `websub.json`. */
export function createStateFiles(
  outDir: string,
  fileSystem: FileSystem,
): Pick<PublicationStore, 'readState' | 'writeState'> {
  const pathOf = (name: string): string => join(outDir, `${name}.json`)
  const inTurn = createQueue()
  const write = async (path: string, text: string): Promise<void> => {
    await fileSystem.makeDirectory(outDir)
    await fileSystem.writeDurably(`${path}.draft`, text)
    await fileSystem.rename(`${path}.draft`, path)
    await fileSystem.syncDirectory(outDir)
  }
  return {
    readState: (name) =>
      fileSystem.readText(pathOf(name)).catch((error: unknown) => {
        // A FIFO or a device holds nothing, and is replaced.
        if (isMissing(error) || systemCode(error) === 'EFTYPE') return undefined
        throw error
      }),
    writeState: (name, text) => inTurn(() => write(pathOf(name), text)),
  }
}
