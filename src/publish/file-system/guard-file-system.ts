import { join } from 'node:path'
import { FeedmillError, messageOf } from '../../errors.ts'
import type { FileSystem } from '../../file-system.ts'
import { CURRENT } from './generations.ts'
import { systemCode } from './system-error.ts'

const READING: ReadonlySet<string> = new Set([
  'list',
  'isWritable',
  'readText',
  'readBytes',
  'readRanges',
  'inspect',
  'readLink',
])

/**
 * Wraps a file system so that its errors become `publication-failed` with a hint. Errors that do not come from the system are
 * unchanged.
 */
export function guardFileSystem(outDir: string, fileSystem: FileSystem): FileSystem {
  const guarded = Object.entries(fileSystem).map(([name, operation]) => {
    const call = operation as (...args: unknown[]) => Promise<unknown>
    const verb = READING.has(name) ? 'read' : 'written'
    return [
      name,
      (...args: unknown[]) =>
        call(...args).catch(async (error: unknown) => {
          throw systemCode(error) === undefined ? error : await explain(outDir, verb, { error, fileSystem })
        }),
    ]
  })
  return Object.fromEntries(guarded) as FileSystem
}

async function explain(
  outDir: string,
  verb: string,
  { error, fileSystem }: { error: unknown; fileSystem: FileSystem },
): Promise<FeedmillError> {
  const code = systemCode(error)
  const isLimit = code === 'EMFILE' || code === 'ENFILE'
  const message = `${isLimit ? 'too many files are open, so ' : ''}OUT_DIR "${outDir}" cannot be ${verb}: ${messageOf(error)}`
  const current = await fileSystem.readLink(join(outDir, CURRENT)).catch(() => undefined)
  const hint = `${hintFor(code)}.${current === undefined ? '' : ' The published generation stays in service.'}`
  return new FeedmillError('publication-failed', message, hint, { cause: error })
}

function hintFor(code: string | undefined): string {
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'Free some space on its disk'
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'Allow the user who runs Feedmill to read and write there'
    case 'EISDIR':
    case 'ENOTDIR':
    case 'ENOTEMPTY':
    case 'EEXIST':
    case 'EFTYPE':
      return "Move away whatever is in the place of Feedmill's files"
    case 'ENOENT':
      return 'Check that OUT_DIR is a folder that can be created and written'
    case 'EMFILE':
    case 'ENFILE':
      return 'Raise the limit of open files (ulimit -n, LimitNOFILE or fs.file-max)'
    default:
      return 'Check the disk'
  }
}
