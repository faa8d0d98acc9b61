import { closeSync, constants, fstatSync, openSync, readSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { messageOf } from '../errors.ts'
import type { Problem } from '../model.ts'
import { problem } from './rules.ts'
import type { SourceFile } from './source-file.ts'

const MAX_BYTES = 1024 * 1024

const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * Reads one file of the corpus; a byte order mark is dropped.
 *
 * @returns the file, or the problem that prevents it
 */
export function readSourceFile(contentDir: string, path: string): SourceFile | Problem {
  let bytes: Buffer | undefined
  try {
    bytes = readBytes(join(contentDir, path))
  } catch (error) {
    const rule = (error as NodeJS.ErrnoException).code === 'ERR_NOT_REGULAR' ? 'file-not-regular' : 'file-unreadable'
    return problem(rule, { file: path }, `cannot be read: ${messageOf(error)}`)
  }
  if (!bytes) return problem('file-too-large', { file: path }, 'is larger than 1 MiB')
  try {
    return { path, text: utf8.decode(bytes) }
  } catch {
    return problem('file-not-utf8', { file: path }, 'is not UTF-8')
  }
}

/** The bytes of a plain file, never waiting for a pipe, or undefined where there are too many. */
function readBytes(path: string): Buffer | undefined {
  const descriptor = openSync(realpathSync(path), constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW)
  try {
    const stats = fstatSync(descriptor)
    if (!stats.isFile()) throw Object.assign(new Error('it is no plain file'), { code: 'ERR_NOT_REGULAR' })
    if (stats.size > MAX_BYTES) return undefined
    const buffer = Buffer.allocUnsafe(stats.size)
    let length = 0
    for (let read = -1; read !== 0 && length < buffer.length; length += read) {
      read = readSync(descriptor, buffer, length, buffer.length - length, null)
    }
    return buffer.subarray(0, length)
  } finally {
    closeSync(descriptor)
  }
}
