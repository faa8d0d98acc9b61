import type { FileSystem } from '../../file-system.ts'
import { systemCode } from './system-error.ts'

/**
 * Renames a file or directory.
 *
 * @returns false if it does not exist
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
