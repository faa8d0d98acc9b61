import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { forEachConcurrent } from '../concurrency/for-each-concurrent.ts'
import { FeedmillError, messageOf } from '../errors.ts'
import { fileSystem } from '../file-system.ts'
import type { Coding } from '../publish/compression.ts'
import { completeGenerations, GENERATIONS, publishedName } from '../publish/file-system/generations.ts'
import {
  type Manifest,
  type ManifestFile,
  readManifest,
  type Variant,
  variantHashes,
  variantsOf,
} from '../publish/manifest.ts'
import { isSubscription } from '../site/urls.ts'

/** A published file, with its bytes in memory or on the disk. */
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
  generation: Generation | undefined
  /** Why the generation in service is not the published one. */
  damage: FeedmillError | undefined
}

/** What needs no reading. */
interface KnownGenerations {
  /** The generation in service, whose files that are in memory are taken over where they did not change. */
  before?: Generation | undefined
  /** The manifest of a generation by its folder name, where this process has written it. */
  recall?: ((name: string) => Manifest | undefined) | undefined
}

/**
 * Loads the generation that is published in `outDir`. Where it is damaged, the newest other one that is whole takes its
 * place; before the first publication there is none.
 *
 * The documents that readers subscribe to are checked against the manifest's hashes and kept in memory, compressed. All
 * others are read from the generation, which never changes, and checked when they are asked for.
 */
export async function loadGeneration(outDir: string, { before, recall }: KnownGenerations = {}): Promise<Loaded> {
  let damage: FeedmillError | undefined
  try {
    const published = await publishedName(outDir, fileSystem)
    if (published === undefined) return { generation: undefined, damage }
    const folder = join(outDir, GENERATIONS, published)
    return {
      generation: await loadWhole(folder, recall?.(published) ?? (await readManifest(folder, fileSystem)), before),
      damage,
    }
  } catch (error) {
    if (!(error instanceof FeedmillError)) throw error
    damage = error
  }
  for (const name of await completeGenerations(outDir, fileSystem)) {
    const folder = join(outDir, GENERATIONS, name)
    const generation = await readManifest(folder, fileSystem)
      .then((manifest) => loadWhole(folder, manifest))
      .catch(() => undefined)
    if (generation) return { generation, damage }
  }
  return { generation: undefined, damage }
}

async function loadWhole(folder: string, manifest: Manifest, before?: Generation): Promise<Generation> {
  const files = new Map(manifest.files.map((file) => [file.path, { ...file, read: onDisk(folder, file) }]))
  await forEachConcurrent([...files.values()].filter(isAskedOften), async (file) => {
    const loaded = before?.files.get(file.path)
    const isLoaded = loaded && variantHashes(loaded) === variantHashes(file)
    file.read = isLoaded ? loaded.read : await loadForms(folder, file)
  })
  const { articles: _, ...rest } = manifest
  return { ...rest, files }
}

/** Whether it is what readers subscribe to, or the home page and what belongs to it. */
function isAskedOften({ path }: ManifestFile): boolean {
  return isSubscription(path) || !path.includes('/')
}

async function loadForms(folder: string, file: ManifestFile): Promise<PublishedFile['read']> {
  const bodies = new Map<Coding, Buffer>()
  await forEachConcurrent(variantsOf(file), async (form) => {
    bodies.set(form.coding, await readChecked(folder, form))
  })
  const zipped = bodies.get('gzip')
  if (zipped) bodies.delete('identity')
  const unzip = sharedWhileUsed(() => promisify(gunzip)(zipped as Buffer))
  return (coding) => bodies.get(coding) ?? unzip(coding)
}

function onDisk(folder: string, file: ManifestFile): PublishedFile['read'] {
  return sharedWhileUsed((coding) => {
    const forms = variantsOf(file)
    return readChecked(folder, forms.find((form) => form.coding === coding) ?? (forms[0] as Variant))
  })
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

async function readChecked(folder: string, { path, sha256 }: Variant): Promise<Buffer> {
  let body: Buffer
  try {
    body = await readFile(join(folder, path))
  } catch (error) {
    const isPassing = ['EMFILE', 'ENFILE', 'ENOMEM'].includes(String((error as NodeJS.ErrnoException).code))
    throw isPassing ? error : damaged(join(folder, path), messageOf(error))
  }
  const isWhole = createHash('sha256').update(body).digest('hex') === sha256
  if (!isWhole) throw damaged(join(folder, path), 'its bytes are not those of the manifest')
  return body
}

function damaged(path: string, reason: string): FeedmillError {
  const hint = 'Nothing needs doing: the next run publishes it anew. If it happens again, see to the disk.'
  return new FeedmillError('publication-damaged', `"${path}" cannot be served: ${reason}`, hint)
}
