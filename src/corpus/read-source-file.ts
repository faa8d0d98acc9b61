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
import { sep } from 'node:path'
import { messageOf } from '../errors.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import { diagnostic } from './rules.ts'
import type { SourceFile } from './source-file.ts'

const MAX_BYTES = 1024 * 1024

/** How long a file must have been left alone, in milliseconds, to count as written to its end. */
export const SETTLE_MS = 300

/** The same for a file that is empty: programs that save in place begin with that, and a busy disk holds them up. */
const EMPTY_SETTLE_MS = 1000

/** The same for a file that is watched and was not renamed, at the moment in which its article is published. */
export const WATCHED_SETTLE_MS = 100

const BYTE_ORDER_MARK = '\ufeff'

/** That a file cannot be taken now: someone is writing it, or it is gone since it was listed. */
export type NotNow = 'changing' | 'gone'

/**
 * What tells one state of a file from any other: size, times of its last changes, and number on the disk. The time of a
 * change of status is among them since no program can set it back.
 *
 * @returns undefined where there is nothing, or nothing that may be looked at
 */
export function readSignature(contentDir: string, path: string): string | undefined {
  try {
    const stats = statSync(`${contentDir}/${path}`, { throwIfNoEntry: false })
    return stats && statSignature(stats)
  } catch {
    return undefined
  }
}

/** Whether there is a file, and no link to one. */
export function isPlainFile(contentDir: string, path: string): boolean {
  try {
    return lstatSync(`${contentDir}/${path}`).isFile()
  } catch {
    return false
  }
}

/** When a file was last written, and when it or its name was last changed, in milliseconds since 1970, by its stamp. */
export function timesOf(signature: string): { modified: number; changed: number } {
  const [, modified, changed] = signature.split(' ')
  return { modified: Number(modified), changed: Number(changed) }
}

function statSignature({ size, mtimeMs, ctimeMs, ino }: Stats): string {
  return `${size} ${mtimeMs} ${ctimeMs} ${ino}`
}

/** A file as it was read, with the stamp of that state and a hash of its bytes. */
export interface SourceFileSnapshot extends SourceFile {
  signature: string
  digest: string
}

/**
 * Reads one file of the corpus; a byte order mark is dropped.
 *
 * @param now a file that was written less than `quiet` before is `changing`, since its writer may not have come to the end
 * @returns the file, or why it is not there to be read, or the problem that prevents it
 */
export function readSourceFile(
  contentDir: string,
  path: string,
  now: Date,
  quiet = SETTLE_MS,
): SourceFileSnapshot | NotNow | Diagnostic {
  let found: { bytes: Buffer; signature: string } | 'too large' | NotNow
  try {
    found = readBytes(contentDir, path, { now, quiet })
  } catch (error) {
    const rule = (error as NodeJS.ErrnoException).code === 'ERR_NOT_REGULAR' ? 'file-not-regular' : 'file-unreadable'
    return diagnostic(rule, { file: path }, `cannot be read: ${messageOf(error)}`)
  }
  if (found === 'too large') return diagnostic('file-too-large', { file: path }, 'is larger than 1 MiB')
  if (typeof found === 'string') return found
  const text = decode(found.bytes)
  if (text === undefined) return diagnostic('file-not-utf8', { file: path }, 'is not UTF-8')
  return { path, text, signature: found.signature, digest: digestOf(found.bytes) }
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

/** The bytes of a plain file, never waiting for a pipe. */
function readBytes(
  contentDir: string,
  path: string,
  { now, quiet }: { now: Date; quiet: number },
): { bytes: Buffer; signature: string } | 'too large' | NotNow {
  let descriptor: number
  try {
    descriptor = openFile(contentDir, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'gone'
    throw error
  }
  try {
    const before = fstatSync(descriptor)
    if (!before.isFile()) throw Object.assign(new Error('it is no plain file'), { code: 'ERR_NOT_REGULAR' })
    if (before.size > MAX_BYTES) return 'too large'
    const bytes = Buffer.allocUnsafe(before.size)
    let length = 0
    for (let read = -1; read !== 0 && length < bytes.length; length += read) {
      read = readSync(descriptor, bytes, length, bytes.length - length, null)
    }
    const after = fstatSync(descriptor)
    const signature = statSignature(after)
    const isSame = length === after.size && signature === statSignature(before)
    const isAtRest = !isFresh(after.mtimeMs, now, length === 0 ? EMPTY_SETTLE_MS : quiet)
    return isSame && isAtRest ? { bytes, signature } : 'changing'
  } finally {
    closeSync(descriptor)
  }
}

const OPEN_FLAGS = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW

/** Opens a file, or what a link leads to that stays within the corpus. */
function openFile(contentDir: string, path: string): number {
  try {
    return openSync(`${contentDir}/${path}`, OPEN_FLAGS)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ELOOP') throw error
    const target = realpathSync(`${contentDir}/${path}`)
    if (!target.startsWith(`${realpathSync(contentDir)}${sep}`)) throw error
    return openSync(target, OPEN_FLAGS)
  }
}

/** Whether a file was written just now; one from the future comes from a clock that is wrong. */
function isFresh(modified: number, now: Date, quiet: number): boolean {
  const age = now.getTime() - modified
  return age < quiet && age > -SETTLE_MS
}
