import { forEachConcurrent } from '../concurrency/for-each-concurrent.ts'
import { FeedmillError } from '../errors.ts'
import type { ByteRange } from '../model/byte-range.ts'
import { type Coding, decompress } from '../publish/compression.ts'
import { type Manifest, type ManifestFile, variantHashes, variantsOf } from '../publish/manifest.ts'
import { isDamage } from '../publish/read-previous.ts'
import type { PublicationStore, Revision } from '../publish/store.ts'
import { isSubscription } from '../site/urls.ts'
import { createDocumentReader } from './document-reader.ts'

/** A published file; its bytes are in memory or in the store. */
export interface PublishedFile extends ManifestFile {
  /** The canonical query of a mix, which is part of its URL. */
  query?: string
  /** Returns its bytes in one of its codings; synchronously for `gzip` and `br` in memory. */
  read: (coding: Coding) => Buffer | Promise<Buffer>
  /** Reads parts of it, unchecked, if it is not in memory; less where it ends earlier. */
  readRanges?: ((ranges: readonly ByteRange[]) => Promise<Buffer[]>) | undefined
}

/** A complete, immutable generation, as it is served. */
export interface Generation extends Omit<Manifest, 'files' | 'articles'> {
  files: ReadonlyMap<string, PublishedFile>
}

export interface Loaded {
  /** Undefined if the generation in service stays. */
  generation: Generation | undefined
  /** Why the published generation, or one of its documents, cannot be served as it was published. */
  damage: FeedmillError | undefined
}

export interface LoadOptions {
  /** The generation in service; its unchanged documents in memory are kept. */
  before?: Generation | undefined
  /** Called if a document turns out to be damaged later, even if another copy of it is served. */
  onDamage?: ((error: FeedmillError) => void) | undefined
}

/**
 * Loads the published generation. If its manifest is damaged or lost, falls back to the newest other one, unless one is already
 * in service. There is none before the first publication.
 *
 * Subscription documents are checked against the hashes in the manifest and kept in memory, compressed. All other documents are
 * read and checked on demand. A damaged document is served from another copy; if there is none, it alone cannot be read.
 *
 * @param revision what is published; undefined if that is nothing, or lost
 */
export async function loadGeneration(
  store: PublicationStore,
  revision: Revision | undefined,
  { before, onDamage }: LoadOptions = {},
): Promise<Loaded> {
  let damage: FeedmillError | undefined
  let isLoading = true
  const note = (error: FeedmillError): void => {
    if (isLoading) damage ??= error
    else onDamage?.(error)
  }
  const load = (chosen: Revision) => loadComplete(store, chosen, { before, onDamage: note })
  try {
    if (revision !== undefined) {
      const generation = await load(revision)
      isLoading = false
      return { generation, damage }
    }
  } catch (error) {
    if (!isDamage(error)) throw error
    damage = error
  }
  const others = before && damage ? [] : await store.listRevisions()
  if (others.length > 0) damage ??= lost()
  for (const other of before ? [] : others) {
    const generation = await load(other).catch(() => undefined)
    isLoading = generation === undefined
    if (generation) return { generation, damage }
  }
  return { generation: undefined, damage }
}

function lost(): FeedmillError {
  const hint = 'No action needed: the next run creates it. Copy OUT_DIR with its links.'
  return new FeedmillError('publication-damaged', 'there is no link to the current publication', hint)
}

async function loadComplete(
  store: PublicationStore,
  revision: Revision,
  { before, onDamage }: { before: Generation | undefined; onDamage: (error: FeedmillError) => void },
): Promise<Generation> {
  const { articles: _, ...manifest } = await store.readManifest(revision)
  const served = manifest.files.filter(({ forStaticHosts }) => !forStaticHosts)
  const reader = createDocumentReader(store, revision, onDamage)
  const files = new Map<string, PublishedFile>()
  /** The document of another publication, where no copy is whole. */
  const replaceLost = async (path: string): Promise<void> => {
    const other = await reader.findOther(path)
    if (other) files.set(path, { ...other.file, read: sharedWhileUsed((coding) => reader.read(other, coding)) })
  }
  for (const file of served) {
    const read = async (coding: Coding): Promise<Buffer> => {
      try {
        return await reader.read({ revision, file }, coding)
      } catch (error) {
        if (isDamage(error)) await replaceLost(file.path)
        throw error
      }
    }
    const readRanges = store.readRanges?.bind(store, revision, file)
    files.set(file.path, { ...file, read: sharedWhileUsed(read), readRanges })
  }
  await forEachConcurrent(served.filter(isPopular), async (file) => {
    const loaded = before?.files.get(file.path)
    if (loaded && variantHashes(loaded) === variantHashes(file)) files.set(file.path, { ...file, read: loaded.read })
    else {
      try {
        files.set(file.path, {
          ...file,
          read: await loadVariants(file, (coding) => reader.read({ revision, file }, coding)),
        })
      } catch (error) {
        if (!isDamage(error)) throw error
        if (loaded) files.set(file.path, loaded)
        else await replaceLost(file.path)
      }
    }
  })
  return { ...manifest, files }
}

/** Whether it is a subscription document, or the home page or one of its assets. */
function isPopular({ path }: ManifestFile): boolean {
  return isSubscription(path) || !path.includes('/')
}

async function loadVariants(
  file: ManifestFile,
  read: (coding: Coding) => Promise<Buffer>,
): Promise<PublishedFile['read']> {
  const bodies = new Map<Coding, Buffer>()
  await forEachConcurrent(variantsOf(file), async ({ coding }) => {
    bodies.set(coding, await read(coding))
  })
  const gzipped = bodies.get('gzip')
  if (gzipped) bodies.delete('identity')
  const unzip = sharedWhileUsed(() => decompress(gzipped as Buffer, 'gzip'))
  return (coding) => bodies.get(coding) ?? unzip(coding)
}

/** Shares the body among all responses in progress, so that many slow clients need one copy. */
function sharedWhileUsed(read: (coding: Coding) => Promise<Buffer>): PublishedFile['read'] {
  const bodies: Partial<Record<Coding, WeakRef<Buffer>>> = {}
  const reading: Partial<Record<Coding, Promise<Buffer>>> = {}
  const start = async (coding: Coding): Promise<Buffer> => {
    try {
      const body = await read(coding)
      bodies[coding] = new WeakRef(body)
      return body
    } finally {
      delete reading[coding]
    }
  }
  return (coding) => {
    const body = bodies[coding]?.deref()
    if (body) return body
    reading[coding] ??= start(coding)
    return reading[coding]
  }
}
