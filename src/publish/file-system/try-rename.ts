import type { FileSystem } from '../../file-system.ts'
import { systemCode } from './guard-file-system.ts'

/**
 * Gives a file or directory another name.
 *
 * @returns whether it was there
 */
export async function tryRename(from: string, to: string, fileSystem: FileSystem): Promise<boolean> {
  try {
    await fileSystem.rename(from, to)
    return true
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error
    return false
  }
}
