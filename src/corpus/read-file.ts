import { closeSync, constants, fstatSync, openSync, readSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { messageOf } from '../errors.ts'
import type { Problem } from '../model.ts'
import { problem } from './rules.ts'
import type { SourceFile } from './source-file.ts'

const MAX_BYTES = 1024 * 1024

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** How long a file must have been left alone, in milliseconds, to count as written to its end. */
export const QUIET = 300

/** That a file cannot be taken now: someone is writing it, or it is gone since it was listed. */
export type NotNow = 'changing' | 'gone'

/**
 * Reads one file of the corpus; a byte order mark is dropped.
 *
 * @param now a file that was written just before is `changing`, since its writer may not have come to the end
 * @returns the file, or why it is not there to be read, or the problem that prevents it
 */
export function readSourceFile(contentDir: string, path: string, now: Date): SourceFile | NotNow | Problem {
  let bytes: Buffer | 'too large' | NotNow
  try {
    bytes = readBytes(join(contentDir, path), now)
  } catch (error) {
    const rule = (error as NodeJS.ErrnoException).code === 'ERR_NOT_REGULAR' ? 'file-not-regular' : 'file-unreadable'
    return problem(rule, { file: path }, `cannot be read: ${messageOf(error)}`)
  }
  if (bytes === 'too large') return problem('file-too-large', { file: path }, 'is larger than 1 MiB')
  if (typeof bytes === 'string') return bytes
  try {
    return { path, text: utf8.decode(bytes) }
  } catch {
    return problem('file-not-utf8', { file: path }, 'is not UTF-8')
  }
}

/** The bytes of a plain file, never waiting for a pipe. */
function readBytes(path: string, now: Date): Buffer | 'too large' | NotNow {
  let descriptor: number
  try {
    descriptor = openSync(realpathSync(path), constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'gone'
    throw error
  }
  try {
    const before = fstatSync(descriptor)
    if (!before.isFile()) throw Object.assign(new Error('it is no plain file'), { code: 'ERR_NOT_REGULAR' })
    if (before.size > MAX_BYTES) return 'too large'
    const buffer = Buffer.allocUnsafe(before.size)
    let length = 0
    for (let read = -1; read !== 0 && length < buffer.length; length += read) {
      read = readSync(descriptor, buffer, length, buffer.length - length, null)
    }
    const after = fstatSync(descriptor)
    const isSame = length === after.size && before.size === after.size && before.mtimeMs === after.mtimeMs
    return isSame && !isFresh(after.mtimeMs, now) ? buffer : 'changing'
  } finally {
    closeSync(descriptor)
  }
}

/** Whether a file was written just now; one from the future comes from a clock that is wrong. */
function isFresh(modified: number, now: Date): boolean {
  const age = now.getTime() - modified
  return age < QUIET && age > -QUIET
}
