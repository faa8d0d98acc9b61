import type { FileSystem } from '../../file-system.ts'
import { systemCode } from './system-error.ts'

/** What file systems answer that cannot fsync a directory, such as some network and FUSE file systems. */
const CANNOT_SYNC = new Set(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'])

/** A file system that goes on where directories cannot be fsynced. */
export interface SkippingDirectorySync {
  fileSystem: FileSystem
  /** A warning for the first publication that a power failure may undo for this reason. */
  takeWarning: () => string[]
}

export function skipDirectorySync(fileSystem: FileSystem): SkippingDirectorySync {
  let state: 'syncs' | 'skips' | 'warned' = 'syncs'
  return {
    fileSystem: {
      ...fileSystem,
      syncDirectory: async (path) => {
        try {
          await fileSystem.syncDirectory(path)
        } catch (error) {
          if (!CANNOT_SYNC.has(systemCode(error) ?? '')) throw error
          if (state === 'syncs') state = 'skips'
        }
      },
    },
    takeWarning: () => {
      if (state !== 'skips') return []
      state = 'warned'
      return ['a power failure may undo publications: the file system of OUT_DIR cannot fsync folders']
    },
  }
}
