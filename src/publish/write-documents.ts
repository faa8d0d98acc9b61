import { createHash } from 'node:crypto'
import { createYielder } from '../concurrency/create-yielder.ts'
import { forEachConcurrent } from '../concurrency/for-each-concurrent.ts'
import type { Document } from '../model/document.ts'
import { nextArchivePath } from '../site/urls.ts'
import { compress, type Effort } from './compression.ts'
import type { ManifestFile } from './manifest.ts'
import { planFile } from './plan.ts'
import type { Bodies } from './store.ts'

/** How many documents are compressed and written at a time: enough for the threads that do it to be always busy. */
const DOCUMENTS = 8

/** While more bytes than this wait to be compressed and written, no other document is rendered. */
const MOST_BYTES = 32 * 1024 * 1024

/** Pages that tell of what is newest come last. */
const LATEST = Number.MAX_VALUE

/** While no more documents than this are made in a run, those that readers ask for again and again are compressed best. */
const FEW = 64

export interface MakeOptions {
  /** What the manifest says now of the documents that are published, by path. */
  before: ReadonlyMap<string, ManifestFile>
  /** Whether what is published of a document is what would be made of it. */
  isCurrent: (document: Document) => boolean
  /** Writes a document that is not published yet; undefined to write nothing. */
  write: ((file: ManifestFile, body: Buffer, effort: Effort) => Promise<ManifestFile>) | undefined
  /** Whether readers wait: then nothing is compressed as well as it can be. */
  isHurried: boolean
  now: Date
  signal: AbortSignal | undefined
}

/**
 * Makes the documents that are not what they were when they were published, each to be written at once, so that few are in
 * memory at a time. Those of one time follow each other, since they hold the same articles.
 *
 * @returns what the manifest says of each document, in their order
 */
export async function makeDocuments(
  documents: readonly Document[],
  { before, isCurrent, write, isHurried, now, signal }: MakeOptions,
): Promise<ManifestFile[]> {
  const yieldIfDue = createYielder(signal)
  const made = new Map<string, ManifestFile>()
  const stale = documents.filter((document) => !before.has(document.path) || !isCurrent(document))
  const inOrderOfTime = stale.toSorted((a, b) => (a.oldest ?? LATEST) - (b.oldest ?? LATEST))
  const isCheap = isHurried || stale.length > FEW
  const writing = new Map<Promise<unknown>, number>()
  const make = async (document: Document): Promise<void> => {
    await yieldIfDue()
    while ([...writing.values()].reduce((sum, bytes) => sum + bytes, 0) > MOST_BYTES) await Promise.race(writing.keys())
    signal?.throwIfAborted()
    const body = document.render()
    const file = planFile(document, body, before.get(document.path), now)
    if (!write) {
      made.set(document.path, file)
      return
    }
    const isPolled = document.mediaType !== 'text/html' && nextArchivePath(document.path) === undefined
    const written = write(file, body, isPolled && !isCheap ? 'best' : 'fast')
    writing.set(written, body.length)
    made.set(document.path, await written.finally(() => writing.delete(written)))
  }
  await forEachConcurrent(inOrderOfTime, make, DOCUMENTS)
  return documents.map(({ path, mediaType }) => made.get(path) ?? { ...(before.get(path) as ManifestFile), mediaType })
}

/** Encodes a document in every coding that it is published in. */
export async function encodeDocument(
  body: Buffer,
  effort: Effort,
): Promise<{ bodies: Bodies; encodings: ManifestFile['encodings'] }> {
  const [br, gzip] = await Promise.all([compress(body, 'br', effort), compress(body, 'gzip', effort)])
  return { bodies: { identity: body, br, gzip }, encodings: { br: describe(br), gzip: describe(gzip) } }
}

function describe(body: Buffer): { sha256: string; bytes: number } {
  return { sha256: createHash('sha256').update(body).digest('hex'), bytes: body.length }
}
