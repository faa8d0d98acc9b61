import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { forEachConcurrent } from '../concurrency/for-each-concurrent.ts'
import type { FeedmillError } from '../errors.ts'
import type { Coding } from '../publish/compression.ts'
import { type Manifest, type ManifestFile, variantHashes, variantsOf } from '../publish/manifest.ts'
import { isDamage } from '../publish/read-previous.ts'
import type { PublicationStore, Revision } from '../publish/store.ts'
import { isSubscription } from '../site/urls.ts'

/** A published file, with its bytes in memory or in the store. */
export interface PublishedFile extends ManifestFile {
  /** Its bytes in a coding that it was published in; of those in memory, `gzip` and `br` come at once. */
  read: (coding: Coding) => Buffer | Promise<Buffer>
}

/** A generation as it is served: whole and never changed. */
export interface Generation extends Omit<Manifest, 'files' | 'articles'> {
  files: ReadonlyMap<string, PublishedFile>
}

/** What can be served of what is published. */
export interface Loaded {
  /** Undefined where the generation in service stays. */
  generation: Generation | undefined
  /** Why the generation in service is not the published one. */
  damage: FeedmillError | undefined
}

/**
 * Loads what is published. Where that is damaged, the newest other publication that is whole takes its place, unless one is
 * in service; before the first publication there is none.
 *
 * The documents that readers subscribe to are checked against the manifest's hashes and kept in memory, compressed. All
 * others are read from the publication, which never changes, and checked when they are asked for.
 *
 * @param before the generation in service, whose documents in memory are kept where they did not change
 */
export async function loadGeneration(
  store: PublicationStore,
  revision: Revision,
  before?: Generation,
): Promise<Loaded> {
  let damage: FeedmillError
  try {
    return { generation: await loadWhole(store, revision, before), damage: undefined }
  } catch (error) {
    if (!isDamage(error)) throw error
    damage = error
  }
  if (before) return { generation: undefined, damage }
  for (const other of await store.listRevisions()) {
    const generation = await loadWhole(store, other).catch(() => undefined)
    if (generation) return { generation, damage }
  }
  return { generation: undefined, damage }
}

async function loadWhole(store: PublicationStore, revision: Revision, before?: Generation): Promise<Generation> {
  const { articles: _, ...manifest } = await store.readManifest(revision)
  const files = new Map(manifest.files.map((file) => [file.path, { ...file, read: fromStore(store, revision, file) }]))
  await forEachConcurrent([...files.values()].filter(isAskedOften), async (file) => {
    const loaded = before?.files.get(file.path)
    const isLoaded = loaded && variantHashes(loaded) === variantHashes(file)
    file.read = isLoaded ? loaded.read : await loadVariants(store, revision, file)
  })
  return { ...manifest, files }
}

/** Whether it is what readers subscribe to, or the home page and what belongs to it. */
function isAskedOften({ path }: ManifestFile): boolean {
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
  const zipped = bodies.get('gzip')
  if (zipped) bodies.delete('identity')
  const unzip = sharedWhileUsed(() => promisify(gunzip)(zipped as Buffer))
  return (coding) => bodies.get(coding) ?? unzip(coding)
}

function fromStore(store: PublicationStore, revision: Revision, file: ManifestFile): PublishedFile['read'] {
  return sharedWhileUsed((coding) => store.readDocument(revision, file, coding))
}

/** Reads once for all answers that are under way, so that many slow readers of one document hold it once. */
function sharedWhileUsed(read: (coding: Coding) => Promise<Buffer>): PublishedFile['read'] {
  const bodies: Partial<Record<Coding, WeakRef<Buffer>>> = {}
  return (coding) =>
    bodies[coding]?.deref() ??
    read(coding).then((body) => {
      bodies[coding] = new WeakRef(body)
      return body
    })
}
