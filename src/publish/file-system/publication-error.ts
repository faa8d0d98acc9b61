import { FeedmillError, messageOf } from '../../errors.ts'

/** What the system refused while `outDir` was read or written, told with its remedy; anything else as it is. */
export function publicationError(outDir: string, error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code
  if (error instanceof FeedmillError || typeof code !== 'string') return error
  const message = `OUT_DIR "${outDir}" cannot be written: ${messageOf(error)}`
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
      return 'Let the user who runs Feedmill write there'
    case 'EISDIR':
    case 'ENOTDIR':
    case 'ENOTEMPTY':
    case 'EEXIST':
      return "Move away what is in the place of Feedmill's own files"
    default:
      return 'See to the disk'
  }
}
