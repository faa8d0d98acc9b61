import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { nextArchivePath } from '../feeds/feed-urls.ts'
import type { Document } from '../model.ts'
import { compress, type Effort, type Encoding, encodings } from './compress.ts'
import type { Disk } from './disk.ts'
import { everyForm, type ManifestFile } from './manifest.ts'
import type { PublicationPlan } from './plan-publication.ts'

/** How many documents are compressed and written at a time: as many as zlib has threads. */
const WRITERS = 4

/** While no more documents than this are written in a run, those that readers ask for again and again are compressed best. */
const FEW = 64

export interface WriteOptions {
  disk: Disk
  /** The folder of the generation that is published, whose unchanged files are taken over; undefined to write all anew. */
  kept: string | undefined
  signal: AbortSignal | undefined
}

/**
 * Writes the documents of a plan into a folder, each beside its compressed forms, so that any static host has them too.
 * What is published already is not written again.
 *
 * @returns what the manifest says of each, in the order of the plan
 */
export async function writeDocuments(
  folder: string,
  { documents, manifest, changed }: PublicationPlan,
  { disk, kept, signal }: WriteOptions,
): Promise<ManifestFile[]> {
  const files = new Map(manifest.files.map((file) => [file.path, file]))
  const isChanged = new Set(changed)
  const isKept = ({ path, encodings: written }: ManifestFile) =>
    kept !== undefined && !isChanged.has(path) && Object.keys(written).length > 0
  const many = manifest.files.filter((file) => !isKept(file)).length > FEW
  await inParallel(documents, async (document) => {
    signal?.throwIfAborted()
    const file = files.get(document.path)
    if (file && kept !== undefined && isKept(file)) return shareFile(kept, folder, file, disk)
    const isArchive = nextArchivePath(document.path) !== undefined
    const written = await writeDocument(folder, document, { disk, effort: many || isArchive ? 'fast' : 'best' })
    if (file) files.set(document.path, { ...file, encodings: written })
  })
  return [...files.values()]
}

async function shareFile(from: string, to: string, file: ManifestFile, disk: Disk): Promise<void> {
  for (const { path } of everyForm(file)) await disk.share(join(from, path), join(to, path))
}

async function writeDocument(
  folder: string,
  { path, body }: Document,
  { disk, effort }: { disk: Disk; effort: Effort },
): Promise<ManifestFile['encodings']> {
  const bytes = Buffer.from(body)
  await disk.writeDurably(join(folder, path), bytes)
  const written: ManifestFile['encodings'] = {}
  for (const encoding of Object.keys(encodings) as Encoding[]) {
    const encoded = await compress(bytes, encoding, effort)
    await disk.writeDurably(join(folder, path + encodings[encoding]), encoded)
    written[encoding] = { sha256: createHash('sha256').update(encoded).digest('hex'), bytes: encoded.length }
  }
  return written
}

/** Works on several items at a time; when one fails, waits for the others that are under way. */
async function inParallel<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const queue = items.values()
  const failed = new AbortController()
  const worker = async () => {
    for (const item of queue) {
      if (failed.signal.aborted) return
      await work(item).catch((error: unknown) => {
        failed.abort(error)
        throw error
      })
    }
  }
  await Promise.allSettled(Array.from({ length: WRITERS }, worker))
  failed.signal.throwIfAborted()
}
