import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { forEachConcurrent } from '../concurrency/for-each-concurrent.ts'
import { FeedmillError } from '../errors.ts'
import type { Coding } from '../publish/compression.ts'
import { type Manifest, type ManifestFile, variantHashes, variantsOf } from '../publish/manifest.ts'
import { isDamage } from '../publish/read-previous.ts'
import type { PublicationStore, Revision } from '../publish/store.ts'
import { isSubscription } from '../site/urls.ts'

/** A published file; its bytes are in memory or in the store. */
export interface PublishedFile extends ManifestFile {
  /** Returns its bytes in one of its codings; synchronously for `gzip` and `br` in memory. */
  read: (coding: Coding) => Buffer | Promise<Buffer>
}

/** A complete, immutable generation, as it is served. */
export interface Generation extends Omit<Manifest, 'files' | 'articles'> {
  files: ReadonlyMap<string, PublishedFile>
}

export interface Loaded {
  /** Undefined if the generation in service stays. */
  generation: Generation | undefined
  /** Why the published generation cannot be served. */
  damage: FeedmillError | undefined
}

/**
 * Loads the published generation. If it is damaged or lost, falls back to the newest intact one, unless one is already in
 * service. There is none before the first publication.
 *
 * Subscription documents are checked against the hashes in the manifest and kept in memory, compressed. All other documents are
 * read and checked on demand.
 *
 * @param revision what is published; undefined if that is nothing, or lost
 * @param before the generation in service; its unchanged documents in memory are kept
 */
export async function loadGeneration(
  store: PublicationStore,
  revision: Revision | undefined,
  before?: Generation,
): Promise<Loaded> {
  let damage: FeedmillError | undefined
  try {
    if (revision !== undefined) return { generation: await loadComplete(store, revision, before), damage: undefined }
  } catch (error) {
    if (!isDamage(error)) throw error
    damage = error
  }
  const others = before && damage ? [] : await store.listRevisions()
  if (others.length > 0) damage ??= lost()
  for (const other of before ? [] : others) {
    const generation = await loadComplete(store, other).catch(() => undefined)
    if (generation) return { generation, damage }
  }
  return { generation: undefined, damage }
}

function lost(): FeedmillError {
  const hint = 'No action needed: the next run creates it. Copy OUT_DIR with its links.'
  return new FeedmillError('publication-damaged', 'there is no link to the current publication', hint)
}

async function loadComplete(store: PublicationStore, revision: Revision, before?: Generation): Promise<Generation> {
  const { articles: _, ...manifest } = await store.readManifest(revision)
  const served = manifest.files.filter(({ forStaticHosts }) => !forStaticHosts)
  const files = new Map(served.map((file) => [file.path, { ...file, read: fromStore(store, revision, file) }]))
  await forEachConcurrent([...files.values()].filter(isPopular), async (file) => {
    const loaded = before?.files.get(file.path)
    const isLoaded = loaded && variantHashes(loaded) === variantHashes(file)
    file.read = isLoaded ? loaded.read : await loadVariants(store, revision, file)
  })
  return { ...manifest, files }
}

/** Whether it is a subscription document, or the home page or one of its assets. */
function isPopular({ path }: ManifestFile): boolean {
  return isSubscription(path) || !path.includes('/')
}

async function loadVariants(
  store: PublicationStore,
  revision: Revision,
  file: ManifestFile,
): Promise<PublishedFile['read']> {
  const bodies = new Map<Coding, Buffer>()
  await forEachConcurrent(variantsOf(file), async ({ coding }) => {
    bodies.set(coding, await store.readDocument(revision, file, coding))
  })
  const gzipped = bodies.get('gzip')
  if (gzipped) bodies.delete('identity')
  const unzip = sharedWhileUsed(() => promisify(gunzip)(gzipped as Buffer))
  return (coding) => bodies.get(coding) ?? unzip(coding)
}

function fromStore(store: PublicationStore, revision: Revision, file: ManifestFile): PublishedFile['read'] {
  return sharedWhileUsed((coding) => store.readDocument(revision, file, coding))
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
