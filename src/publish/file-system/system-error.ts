import { FeedmillError, messageOf } from '../../errors.ts'

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

/** Whether an error means that a file does not exist. */
export function isMissing(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '')
}
