import { FeedmillError, messageOf } from '../../errors.ts'
import type { FileSystem } from '../../file-system.ts'

const READING: ReadonlySet<string> = new Set(['list', 'readText', 'readBytes', 'inspect', 'readLink'])

/**
 * The file system as it is for `outDir`: what it refuses becomes a `publication-failed` that says what to do. Errors
 * that are not the file system's stay what they are.
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

/** The code of what the system refused, such as `ENOENT`; undefined for any other error. */
export function systemCode(error: unknown): string | undefined {
  const { code } = ((error instanceof FeedmillError ? error.cause : error) ?? {}) as NodeJS.ErrnoException
  return typeof code === 'string' && !code.startsWith('ERR_') ? code : undefined
}

/** What the system itself said, or whatever else was thrown. */
export function reasonOf(error: unknown): string {
  return messageOf(systemCode(error) !== undefined && error instanceof FeedmillError ? error.cause : error)
}

/** Whether an error says that the process lacks something for now, and nothing of the file. */
export function isTransient(error: unknown): boolean {
  return ['EMFILE', 'ENFILE', 'ENOMEM'].includes(systemCode(error) ?? '')
}

function explain(outDir: string, verb: string, error: unknown): unknown {
  const code = systemCode(error)
  if (code === undefined) return error
  const message = `OUT_DIR "${outDir}" cannot be ${verb}: ${messageOf(error)}`
  const hint = `${hintFor(code)}; what was published before is still in service.`
  return new FeedmillError('publication-failed', message, hint, { cause: error })
}

function hintFor(code: string): string {
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'Make room on its disk'
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'Let the user who runs Feedmill read and write there'
    case 'EISDIR':
    case 'ENOTDIR':
    case 'ENOTEMPTY':
    case 'EEXIST':
      return "Move away what is in the place of Feedmill's own files"
    case 'EMFILE':
    case 'ENFILE':
      return 'Raise the limit of open files'
    default:
      return 'Check the disk'
  }
}
