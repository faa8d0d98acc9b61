import { FeedmillError, messageOf } from '../../errors.ts'
import type { FileSystem } from '../../file-system.ts'

const READING: ReadonlySet<string> = new Set(['list', 'readText', 'readBytes', 'inspect', 'readLink'])

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
        call(...args).catch((error: unknown) => {
          throw explain(outDir, verb, error)
        }),
    ]
  })
  return Object.fromEntries(guarded) as FileSystem
}

/** The code of a system error, such as `ENOENT`; undefined for other errors. */
export function systemCode(error: unknown): string | undefined {
  const { code } = ((error instanceof FeedmillError ? error.cause : error) ?? {}) as NodeJS.ErrnoException
  return typeof code === 'string' && !code.startsWith('ERR_') ? code : undefined
}

/** The message of the original system error, or of any other error. */
export function reasonOf(error: unknown): string {
  return messageOf(systemCode(error) !== undefined && error instanceof FeedmillError ? error.cause : error)
}

/** Whether an error means that the process lacks resources for now, and says nothing about the file. */
export function isTransient(error: unknown): boolean {
  return ['EMFILE', 'ENFILE', 'ENOMEM'].includes(systemCode(error) ?? '')
}

function explain(outDir: string, verb: string, error: unknown): unknown {
  const code = systemCode(error)
  if (code === undefined) return error
  const message = `OUT_DIR "${outDir}" cannot be ${verb}: ${messageOf(error)}`
  const hint = `${hintFor(code)}. The published generation stays in service.`
  return new FeedmillError('publication-failed', message, hint, { cause: error })
}

function hintFor(code: string): string {
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
      return "Move away whatever is in the place of Feedmill's files"
    case 'EMFILE':
    case 'ENFILE':
      return 'Raise the limit of open files'
    default:
      return 'Check the disk'
  }
}
