import { createYielder } from '../concurrency/create-yielder.ts'
import { forEachConcurrent } from '../concurrency/for-each-concurrent.ts'
import type { Document } from '../model/document.ts'
import { isHistory, isMedia, isMixIndex } from '../site/urls.ts'
import { compress, type Effort, type Encoding } from './compression.ts'
import { describeBytes } from './describe-bytes.ts'
import { joinParts } from './join-parts.ts'
import type { ManifestFile } from './manifest.ts'
import { describeDocument, planFile } from './plan.ts'
import type { Bodies } from './store.ts'

/** Documents to compress and write at a time: enough to keep zlib's threads busy. */
const CONCURRENCY = 8

/** Rendering pauses while more bytes than this are waiting to be written. */
const MAX_PENDING_BYTES = 32 * 1024 * 1024

/** Documents without articles come last. */
const LATEST = Number.MAX_VALUE

/** With more documents to write, none is compressed with the best effort. */
const MAX_COMPRESSED_BEST = 64

export interface WriteOptions {
  /** The published documents by path. */
  before: ReadonlyMap<string, ManifestFile>
  /** Whether the published version of a document is current. */
  isCurrent: (document: Document) => boolean
  render: (document: Document) => Promise<Iterable<Buffer>>
  /** Writes a document, unless it is already published; undefined to write nothing. */
  write: ((file: ManifestFile, body: Buffer, compression: Compression) => Promise<ManifestFile>) | undefined
  /** Whether readers wait, so that nothing is compressed with the best effort. */
  isUrgent: boolean
  /** Called after each document. */
  onWritten?: (() => void) | undefined
  now: Date
  signal: AbortSignal | undefined
}

/** The codings of a document, and how well it is compressed. */
export interface Compression {
  encodings: readonly Encoding[]
  effort: Effort
}

/**
 * Renders and writes the documents that are not current. Few are in memory at a time, and documents of the same age follow each
 * other, because they contain the same articles.
 *
 * @returns the manifest entries of all documents, in the same order
 */
export async function writeDocuments(
  documents: readonly Document[],
  { before, isCurrent, render, write, isUrgent, onWritten, now, signal }: WriteOptions,
): Promise<ManifestFile[]> {
  const yieldIfDue = createYielder(signal)
  const written = new Map<string, ManifestFile>()
  const stale = documents.filter((document) => !before.has(document.path) || !isCurrent(document))
  const isFast = isUrgent || stale.length > MAX_COMPRESSED_BEST
  const pending = new Map<Promise<unknown>, number>()
  const isBusy = () => pending.size >= CONCURRENCY || [...pending.values()].reduce(sum, 0) > MAX_PENDING_BYTES
  const failed = new AbortController()
  try {
    for (const document of stale.toSorted((a, b) => ageOf(a) - ageOf(b))) {
      await yieldIfDue()
      while (isBusy()) await Promise.race(pending.keys())
      failed.signal.throwIfAborted()
      signal?.throwIfAborted()
      const body = await joinParts(await render(document), signal)
      const file = planFile(document, await describeBytes(body), before.get(document.path), now)
      written.set(document.path, file)
      if (!write) continue
      const writing = write(file, body, compressionOf(document, isFast))
        .then((encoded) => {
          written.set(document.path, encoded)
          onWritten?.()
        })
        .catch((error: unknown) => failed.abort(error))
        .finally(() => pending.delete(writing))
      pending.set(writing, body.length)
    }
  } finally {
    await Promise.all(pending.keys())
  }
  failed.signal.throwIfAborted()
  return documents.map(
    (document) =>
      written.get(document.path) ?? { ...(before.get(document.path) as ManifestFile), ...describeDocument(document) },
  )
}

function sum(a: number, b: number): number {
  return a + b
}

/** When the oldest article of a document was published, in milliseconds since 1970. */
function ageOf({ articles }: Document): number {
  return articles.at(-1)?.published.getTime() ?? LATEST
}

/** Whether a document is published in compressed codings: pictures and the like are compressed already. */
export function isCompressible({ path, mediaType }: Pick<Document, 'path' | 'mediaType'>): boolean {
  return !isMedia(path) || mediaType === 'image/svg+xml' || mediaType.startsWith('text/')
}

/** Archives are many and rarely requested, and the index only by the server: one coding serves nearly every client, and Brotli would take as long again. */
export function compressionOf({ path, mediaType }: Pick<Document, 'path' | 'mediaType'>, isFast: boolean): Compression {
  if (!isCompressible({ path, mediaType })) return { encodings: [], effort: 'fast' }
  if (isHistory(path) || isMixIndex(path)) return { encodings: ['gzip'], effort: 'fast' }
  return { encodings: ['br', 'gzip'], effort: isFast || mediaType === 'text/html' ? 'fast' : 'best' }
}

/** Encodes a document in its codings. */
export async function encodeDocument(
  body: Buffer,
  { encodings, effort }: Compression,
): Promise<{ bodies: Bodies; encodings: ManifestFile['encodings'] }> {
  const bodies: Partial<Record<Encoding, Buffer>> = {}
  const described: ManifestFile['encodings'] = {}
  await forEachConcurrent(encodings, async (encoding) => {
    const encoded = await compress(body, encoding, effort)
    bodies[encoding] = encoded
    described[encoding] = await describeBytes(encoded)
  })
  const ordered = encodings.map((encoding) => [encoding, described[encoding]])
  return { bodies: { identity: body, ...bodies }, encodings: Object.fromEntries(ordered) }
}
