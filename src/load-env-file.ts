import { readFileSync, statSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { FeedmillError, messageOf } from './errors.ts'

const HINT = 'Write one NAME=value per line in a plain UTF-8 file that this user can read.'

/**
 * Loads the variables of a `.env` file; there need not be one.
 *
 * @throws FeedmillError `config-invalid` if it cannot be read
 */
export function loadEnvFile(path: string): Record<string, string | undefined> {
  try {
    const status = statSync(path, { throwIfNoEntry: false })
    if (!status) return {}
    // Reading a pipe would wait for ever.
    if (!status.isFile()) throw new Error('it is not a file')
    return parseEnv(decode(readFileSync(path)))
  } catch (error) {
    throw new FeedmillError('config-invalid', `${path} cannot be read: ${messageOf(error)}`, HINT, { cause: error })
  }
}

/** Without the byte order mark that Windows editors write, which would be part of the first name. */
function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Error('it is not UTF-8')
  }
}
