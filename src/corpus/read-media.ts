import { hash } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { createYielder } from '../concurrency/create-yielder.ts'
import { messageOf } from '../errors.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { MediaFile, RefusedFile } from '../model/media-file.ts'
import { diagnostic, type Rule } from '../model/rules.ts'
import { mediaFileType } from '../text/media-file.ts'
import { isSafeSvg } from '../text/safe-svg.ts'
import { SourceChanged } from './article-source.ts'
import { readBytes, readSignature, SETTLE_MS } from './read-source-file.ts'

const MAX_BYTES = 10 * 1024 * 1024

/** How often a file that is being written is read before it is left to the next run. */
const MAX_READS = 5

export interface ReadMediaOptions {
  /** The files as earlier runs read them: those with the same signature are not read again. */
  known: ReadonlyMap<string, MediaFile | RefusedFile>
  now: () => Date
  signal?: AbortSignal | undefined
}

/** Reads and hashes files that are to be published with articles. One that cannot be published has a warning. */
export async function readMedia(
  contentDir: string,
  files: Iterable<string>,
  { known, now, signal }: ReadMediaOptions,
): Promise<{ media: Map<string, MediaFile | RefusedFile>; diagnostics: Diagnostic[] }> {
  const media = new Map<string, MediaFile | RefusedFile>()
  const diagnostics: Diagnostic[] = []
  const yieldIfDue = createYielder(signal)
  for (const file of files) {
    const before = known.get(file)
    const isSame = before !== undefined && readSignature(contentDir, file) === before.signature
    const read = isSame ? before : await readSettled(contentDir, file, { now, signal })
    if ('rule' in read) diagnostics.push(read)
    else media.set(file, read)
    if ('refusal' in read) diagnostics.push(warning('media-refused', file, `${read.refusal}, so it is not published`))
    await yieldIfDue()
  }
  return { media, diagnostics }
}

/**
 * Reads the bytes of a file again, to publish them.
 *
 * @throws SourceChanged if they are no longer those that were hashed
 */
export function readMediaBytes(contentDir: string, { file, sha256 }: MediaFile, now: Date): Buffer {
  const read = readOnce(contentDir, file, { now, settleMs: 0 })
  if (!('bytes' in read) || hash('sha256', read.bytes) !== sha256) throw new SourceChanged(file)
  return read.bytes
}

async function readSettled(
  contentDir: string,
  file: string,
  { now, signal }: Pick<ReadMediaOptions, 'now' | 'signal'>,
): Promise<MediaFile | RefusedFile | Diagnostic> {
  for (let reads = 1; ; reads++) {
    const read = readOnce(contentDir, file, { now: now() })
    if ('bytes' in read) {
      const { bytes, signature } = read
      return isRefused(file, bytes)
        ? { file, signature, refusal: 'has a script, HTML or a link to another file' }
        : { file, signature, sha256: hash('sha256', bytes) }
    }
    if (!('rule' in read) || read.rule !== 'file-changing' || reads === MAX_READS) return read
    await setTimeout(SETTLE_MS, undefined, { signal })
  }
}

function readOnce(
  contentDir: string,
  file: string,
  options: { now: Date; settleMs?: number },
): { bytes: Buffer; signature: string } | RefusedFile | Diagnostic {
  try {
    const read = readBytes(contentDir, file, { ...options, maxBytes: MAX_BYTES })
    if (read === 'too large') {
      return { file, signature: readSignature(contentDir, file) ?? '', refusal: 'is larger than 10 MiB' }
    }
    return typeof read === 'string' ? warning('file-changing', file, 'is still being written') : read
  } catch (error) {
    return warning('file-unreadable', file, `cannot be read: ${messageOf(error)}`)
  }
}

function isRefused(file: string, bytes: Buffer): boolean {
  return mediaFileType(file)?.extension === 'svg' && !isSafeSvg(bytes.toString())
}

function warning(rule: Rule, file: string, message: string): Diagnostic {
  return diagnostic(rule, { file }, message, { severity: 'warning' })
}
