import { isAscii, isUtf8 } from 'node:buffer'
import { hash } from 'node:crypto'
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs'
import { messageOf } from '../errors.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import { diagnostic } from '../model/rules.ts'
import type { SourceFile } from './source-file.ts'
import { isInside } from './walk-folders.ts'

const MAX_BYTES = 1024 * 1024

/** A file that has been left alone for so long counts as complete. */
export const SETTLE_MS = 300

/** The same for an empty file: programs that save in place truncate it first, and may be slow on a busy disk. */
const EMPTY_SETTLE_MS = 1000

/** The same for a watched file that was written in place, when its article is published. */
export const WATCHED_SETTLE_MS = 100

const BYTE_ORDER_MARK = '\ufeff'

/** Why a file cannot be read now: it is being written, or it was deleted since it was listed. */
export type Unavailable = 'changing' | 'gone'

/**
 * Reads the signature of a file's state: size, mtime, ctime and inode. It includes the ctime because programs cannot set it
 * back.
 *
 * @returns undefined if the file does not exist or is not accessible
 */
export function readSignature(contentDir: string, path: string): string | undefined {
  try {
    const stats = statSync(`${contentDir}/${path}`, { throwIfNoEntry: false })
    return stats && statSignature(stats)
  } catch {
    return undefined
  }
}

/** Whether a path is a regular file, not a link to one. */
export function isPlainFile(contentDir: string, path: string): boolean {
  try {
    return lstatSync(`${contentDir}/${path}`).isFile()
  } catch {
    return false
  }
}

/** The mtime and ctime in a signature, in milliseconds since 1970. */
export function timesOf(signature: string): { modified: number; changed: number } {
  const [, modified, changed] = signature.split(' ')
  return { modified: Number(modified), changed: Number(changed) }
}

function statSignature({ size, mtimeMs, ctimeMs, ino }: Stats): string {
  return `${size} ${mtimeMs} ${ctimeMs} ${ino}`
}

/** A file as it was read, with the signature of that state and a hash of its bytes. */
export interface SourceFileSnapshot extends SourceFile {
  signature: string
  digest: string
}

/**
 * Reads a file of the corpus, without its byte order mark.
 *
 * @param settleMs a file modified within this time before `now` is `changing`, because it may be incomplete
 * @returns the file, or why it is unavailable, or a diagnostic
 */
export function readSourceFile(
  contentDir: string,
  path: string,
  now: Date,
  settleMs = SETTLE_MS,
): SourceFileSnapshot | Unavailable | Diagnostic {
  let result: { bytes: Buffer; signature: string } | 'too large' | Unavailable
  try {
    result = readBytes(contentDir, path, { now, settleMs, maxBytes: MAX_BYTES })
  } catch (error) {
    const rule = (error as NodeJS.ErrnoException).code === 'ERR_NOT_REGULAR' ? 'file-not-regular' : 'file-unreadable'
    return diagnostic(rule, { file: path }, `cannot be read: ${messageOf(error)}`)
  }
  if (result === 'too large') return diagnostic('file-too-large', { file: path }, 'is larger than 1 MiB')
  if (typeof result === 'string') return result
  const text = decode(result.bytes)
  if (text === undefined) return diagnostic('file-not-utf8', { file: path }, 'is not UTF-8')
  return { path, text, signature: result.signature, digest: digestOf(result.bytes) }
}

function digestOf(bytes: Buffer): string {
  return hash('sha256', bytes, 'base64url').slice(0, 22)
}

function decode(bytes: Buffer): string | undefined {
  if (isAscii(bytes)) return bytes.toString('latin1')
  if (!isUtf8(bytes)) return undefined
  const text = bytes.toString('utf8')
  return text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text
}

/**
 * Reads a regular file of the corpus; never blocks on a pipe.
 *
 * @throws Error `ERR_NOT_REGULAR`, or of the system
 */
export function readBytes(
  contentDir: string,
  path: string,
  { now, settleMs = SETTLE_MS, maxBytes }: { now: Date; settleMs?: number; maxBytes: number },
): { bytes: Buffer; signature: string } | 'too large' | Unavailable {
  let descriptor: number
  try {
    descriptor = openFile(contentDir, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'gone'
    throw error
  }
  try {
    const before = fstatSync(descriptor)
    if (!before.isFile()) throw Object.assign(new Error('it is not a regular file'), { code: 'ERR_NOT_REGULAR' })
    if (before.size > maxBytes) return 'too large'
    const bytes = Buffer.allocUnsafe(before.size)
    let length = 0
    for (let read = -1; read !== 0 && length < bytes.length; length += read) {
      read = readSync(descriptor, bytes, length, bytes.length - length, null)
    }
    const after = fstatSync(descriptor)
    const signature = statSignature(after)
    const isSame = length === after.size && signature === statSignature(before)
    const isSettled = !isFresh(after, now, settleMs)
    return isSame && isSettled ? { bytes, signature } : 'changing'
  } finally {
    closeSync(descriptor)
  }
}

const OPEN_FLAGS = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW

/** Opens a file, also through links within the corpus. */
function openFile(contentDir: string, path: string): number {
  const target = realpathSync.native(`${contentDir}/${path}`)
  if (!isInside(realpathSync.native(contentDir), target))
    throw new Error('it is a link that points outside of the content folder')
  return openSync(target, OPEN_FLAGS)
}

/** Whether a file was modified just now, and may be incomplete. A time in the future means a wrong clock. */
export function isFresh({ size, mtimeMs }: Pick<Stats, 'size' | 'mtimeMs'>, now: Date, settleMs = SETTLE_MS): boolean {
  const age = now.getTime() - mtimeMs
  return age < (size === 0 ? EMPTY_SETTLE_MS : settleMs) && age > -SETTLE_MS
}
