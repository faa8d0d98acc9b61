import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { createQueue } from '../../concurrency/create-queue.ts'
import { FeedmillError } from '../../errors.ts'
import { type FileSystem, fileSystem as realFileSystem } from '../../file-system.ts'
import { describeBytes } from '../describe-bytes.ts'
import { type Manifest, variantOf, variantsOf } from '../manifest.ts'
import type { PublicationStore, Revision, Staging } from '../store.ts'
import { commitGeneration, readCurrentRevision } from './commit-generation.ts'
import { findAltered, inspectFiles } from './find-damage.ts'
import { findWholeBefore } from './find-whole.ts'
import { GENERATIONS, listComplete, readCurrent } from './generations.ts'
import { guardFileSystem } from './guard-file-system.ts'
import { nameOf, readManifestFile, readRevisionOf, timeOf } from './manifest-file.ts'
import { type KnownGeneration, pruneGenerations } from './prune-generations.ts'
import { findRecyclable, preallocate, type Recyclable } from './recyclable.ts'
import { removeStale } from './remove-stale.ts'
import { skipDirectorySync } from './skip-directory-sync.ts'
import { createStagingTree } from './staging-tree.ts'
import { createStateFiles } from './state-files.ts'
import { isTransient, reasonOf } from './system-error.ts'
import { withLock } from './with-lock.ts'

export interface FileSystemStoreOptions {
  fileSystem?: FileSystem
  /** The PID of this process. */
  pid: number
  now: () => Date
}

/** The time during which this store has the lock. */
interface Session {
  isOpen: () => boolean
  /** Runs commits one after the other. */
  inTurn: ReturnType<typeof createQueue>
}

/**
 * A store in a directory: each generation is a tree in `generations/` with its manifest next to it, and the link `current`
 * points to one of them, so that any static host can serve it. Unchanged files are hard links.
 */
export function createFileSystemStore(
  outDir: string,
  { fileSystem: unguarded = realFileSystem, pid, now }: FileSystemStoreOptions,
): PublicationStore {
  const { fileSystem: skipping, takeWarning } = skipDirectorySync(unguarded)
  const fileSystem = guardFileSystem(outDir, skipping)
  const locking = { fileSystem, pid, now }
  const treeOf = (revision: Revision): string => join(outDir, GENERATIONS, nameOf(revision))
  let session: Session | undefined
  /** The last manifest that was committed or read, while it is in use elsewhere. */
  let cached: { revision: Revision; manifest: WeakRef<Manifest> } | undefined
  /** These make the next publications faster in a process that prepares them, at the cost of memory. */
  let prepared: KnownGeneration | undefined
  let spare: KnownGeneration | undefined
  let reusable: KnownGeneration | undefined
  let recyclable: Recyclable | undefined
  /** The last generation that this store published, and the one before it. */
  let last: { name: string; before: string | undefined; isBeforeDamaged: boolean } | undefined

  const readRevision = () => readCurrentRevision(outDir, fileSystem)
  const readManifest = async (revision: Revision): Promise<Manifest> => {
    const reused = cached?.revision === revision ? cached.manifest.deref() : undefined
    if (reused) return reused
    const manifest = await readManifestFile(outDir, nameOf(revision), fileSystem)
    cached = { revision, manifest: new WeakRef(manifest) }
    return manifest
  }
  const findRecyclableFor = async (revision: Revision): Promise<Recyclable | undefined> => {
    const { files } = await readManifest(revision)
    return findRecyclable(outDir, { tree: treeOf(revision), files }, fileSystem)
  }
  const takeRecyclable = async (base: Revision | undefined): Promise<Recyclable | undefined> => {
    const taken = recyclable
    recyclable = undefined
    if (taken || base === undefined || !session) return taken
    return findRecyclableFor(base).catch(() => undefined)
  }

  return {
    readRevision,
    readManifest,
    listRevisions: async () => {
      const current = await readCurrent(outDir, fileSystem)
      const complete = await listComplete(outDir, fileSystem)
      const names = [...complete.filter((name) => name === current), ...complete.filter((name) => name !== current)]
      return Promise.all(names.map((name) => readRevisionOf(outDir, name, fileSystem)))
    },
    readDocument: async (revision, file, coding) => {
      const { path, sha256 } = variantOf(file, coding)
      return readChecked(join(treeOf(revision), path), sha256, fileSystem)
    },
    readRanges: (revision, { path }, ranges) => fileSystem.readRanges(join(treeOf(revision), path), ranges),
    findDamage: async (revision, sizes) => {
      const { lost, touched } = await inspectFiles(treeOf(revision), sizes, {
        publishedAt: timeOf(revision),
        fileSystem,
      })
      if (lost !== undefined || touched.size === 0) return lost
      const variants = (await readManifest(revision)).files.flatMap(variantsOf)
      return findAltered(
        treeOf(revision),
        variants.filter(({ path }) => touched.has(path)),
        fileSystem,
      )
    },

    exclusively: (work, { signal } = {}) =>
      withLock(outDir, { ...locking, signal }, async ({ isHeld, takenFrom }) => {
        const own: Session = { isOpen: isHeld, inTurn: createQueue() }
        session = own
        try {
          const { removed, failures } = await removeStale(outDir, fileSystem)
          const recovered = [
            ...(takenFrom ? [`lock of ${takenFrom}, which did not release it`] : []),
            ...removed.map((path) => `${path}, left by a run that did not finish`),
          ]
          return { result: await work(), recovered, unfinished: failures }
        } finally {
          if (session === own) session = undefined
        }
      }),

    stage: (base, paths, { isBaseDamaged = false } = {}): Staging => {
      const id = randomUUID()
      const name = `.staging-${id}`
      const link = `current.${id}`
      const staged = join(outDir, GENERATIONS, name)
      const tree = createStagingTree(staged, paths, { takeRecyclable: () => takeRecyclable(base), fileSystem })
      const stagedIn = session
      let hasReused = false
      const abort = async (): Promise<void> => {
        for (const path of [staged, `${staged}.json`, join(outDir, link)]) {
          await fileSystem.remove(path).catch(() => undefined)
        }
      }
      return {
        put: ({ path }, bodies) => tree.put(path, bodies),
        reuse: async (files) => {
          if (base === undefined) throw new TypeError('there is no base with documents to reuse')
          hasReused = true
          await tree.reuse(treeOf(base), files)
        },
        commit: async (contents, { confirm, signal, number } = {}) => {
          const swap = () =>
            commitGeneration(outDir, { name, link, base, contents }, { fileSystem, confirm, signal, number })
          try {
            await tree.sync()
            signal?.throwIfAborted()
            const committed = stagedIn?.isOpen()
              ? await stagedIn.inTurn(swap)
              : await withLock(outDir, { ...locking, signal }, swap)
            if (committed === 'conflict') {
              await abort()
              return committed
            }
            record(committed)
            return { ...committed, warnings: [...committed.warnings, ...takeWarning()] }
          } catch (error) {
            await abort()
            throw error
          }
        },
        abort,
      }

      function record({ revision, manifest }: KnownGeneration): void {
        cached = { revision, manifest: new WeakRef(manifest) }
        last = { name: nameOf(revision), before: base && nameOf(base), isBeforeDamaged: isBaseDamaged }
        // If nothing was reused, the base is damaged.
        reusable = hasReused ? spare : undefined
        spare = hasReused && prepared?.revision === base ? prepared : undefined
        prepared = undefined
      }
    },

    prepare: async () => {
      const revision = await readRevision()
      if (revision === undefined) return
      const manifest = await readManifest(revision)
      prepared = { revision, manifest }
      recyclable ??= await findRecyclableFor(revision).catch(() => undefined)
      recyclable ??= await preallocate(outDir, treeOf(revision), { files: manifest.files, fileSystem })
    },
    prune: async () => {
      const current = await readCurrent(outDir, fileSystem)
      if (current === undefined) return []
      const isLast = last?.name === current
      const before = isLast && last?.isBeforeDamaged ? await findWholeBefore(outDir, current, fileSystem) : last?.before
      const spare = isLast ? before : undefined
      const pruned = await pruneGenerations(outDir, current, { spare, reusable, fileSystem })
      reusable = undefined
      recyclable = pruned.recyclable
      return pruned.failures
    },
    ...createStateFiles(outDir, fileSystem),
  }
}

async function readChecked(path: string, sha256: string, fileSystem: FileSystem): Promise<Buffer> {
  const damaged = (reason: string, cause?: unknown) => {
    const hint = 'No action needed: the next run publishes it again. If it happens often, check the disk.'
    return new FeedmillError('publication-damaged', `"${path}" cannot be served: ${reason}`, hint, { cause })
  }
  let body: Buffer
  try {
    body = await fileSystem.readBytes(path)
  } catch (error) {
    throw isTransient(error) ? error : damaged(reasonOf(error), error)
  }
  if ((await describeBytes(body)).sha256 !== sha256) throw damaged('its hash is not that in the manifest')
  return body
}
