import { createHash, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { FeedmillError } from '../../errors.ts'
import { type FileSystem, fileSystem as realFileSystem } from '../../file-system.ts'
import { type Manifest, variantOf } from '../manifest.ts'
import type { PublicationStore, Revision, Staging } from '../store.ts'
import { commitGeneration, readCurrentRevision } from './commit-generation.ts'
import { GENERATIONS, listComplete, readCurrent } from './generations.ts'
import { guardFileSystem, isTransient, reasonOf } from './guard-file-system.ts'
import { nameOf, readManifestFile, readRevisionOf } from './manifest-file.ts'
import { type KnownGeneration, pruneGenerations } from './prune-generations.ts'
import { preallocate, type Recyclable } from './recyclable.ts'
import { removeStale } from './remove-stale.ts'
import { createStagingTree } from './staging-tree.ts'
import { createStateFiles } from './state-files.ts'
import { findDamage } from './verify-sizes.ts'
import { withLock } from './with-lock.ts'

export interface FileSystemStoreOptions {
  fileSystem?: FileSystem
  /** Number of this process. */
  pid: number
  now: () => Date
}

/** The time while this store alone publishes. */
interface Session {
  isOpen: () => boolean
  /** Commits come one after the other. */
  inTurn: <Result>(work: () => Promise<Result>) => Promise<Result>
}

/**
 * A directory as the place of publication: each generation is a tree in `generations/` with its manifest beside it, and
 * the link `current` points to one of them, so that any static host can serve it. What did not change is a hard link.
 */
export function createFileSystemStore(
  outDir: string,
  { fileSystem: unguarded = realFileSystem, pid, now }: FileSystemStoreOptions,
): PublicationStore {
  const fileSystem = guardFileSystem(outDir, unguarded)
  const locking = { fileSystem, pid, now }
  const treeOf = (revision: Revision): string => join(outDir, GENERATIONS, nameOf(revision))
  let session: Session | undefined
  /** The last manifest that was committed or read, while anyone else holds it. */
  let known: { revision: Revision; manifest: WeakRef<Manifest> } | undefined
  /** What makes the next publications quick, in a process that prepares them: it costs memory between them. */
  let prepared: KnownGeneration | undefined
  let spare: KnownGeneration | undefined
  let reusable: KnownGeneration | undefined
  let recyclable: Recyclable | undefined
  /** The generation that this store published last, and the one before it. */
  let last: { name: string; before: string | undefined } | undefined

  const readRevision = () => readCurrentRevision(outDir, fileSystem)
  const readManifest = async (revision: Revision): Promise<Manifest> => {
    const remembered = known?.revision === revision ? known.manifest.deref() : undefined
    if (remembered) return remembered
    const manifest = await readManifestFile(outDir, nameOf(revision), fileSystem)
    known = { revision, manifest: new WeakRef(manifest) }
    return manifest
  }
  const takeRecyclable = (): Recyclable | undefined => {
    const taken = recyclable
    recyclable = undefined
    return taken
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
    findDamage: (revision, files) => findDamage(treeOf(revision), files, fileSystem),

    exclusively: (work, { signal } = {}) =>
      withLock(outDir, { ...locking, signal }, async ({ isHeld, takenFrom }) => {
        const own: Session = { isOpen: isHeld, inTurn: createQueue() }
        session = own
        try {
          const stale = await removeStale(outDir, fileSystem)
          const recovered = [
            ...(takenFrom ? [`the lock of ${takenFrom}, which did not end it`] : []),
            ...stale.map((path) => `${path}, left by a run that did not end`),
          ]
          return { result: await work(), recovered }
        } finally {
          if (session === own) session = undefined
        }
      }),

    stage: (base, paths): Staging => {
      const id = randomUUID()
      const name = `.staging-${id}`
      const link = `current.${id}`
      const staged = join(outDir, GENERATIONS, name)
      const tree = createStagingTree(staged, paths, { takeRecyclable, fileSystem })
      const stagedIn = session
      let hasReused = false
      const abort = async (): Promise<void> => {
        for (const path of [staged, `${staged}.json`, join(outDir, link)]) {
          await fileSystem.remove(path).catch(() => undefined)
        }
      }
      return {
        put: tree.put,
        reuse: async (files) => {
          if (base === undefined) throw new TypeError('there is no base to reuse documents of')
          hasReused = true
          await tree.reuse(treeOf(base), files)
        },
        commit: async (contents, { confirm, signal } = {}) => {
          const swap = () => commitGeneration(outDir, { name, link, base, contents }, { fileSystem, confirm, signal })
          try {
            await tree.sync()
            signal?.throwIfAborted()
            const committed = stagedIn?.isOpen()
              ? await stagedIn.inTurn(swap)
              : await withLock(outDir, { ...locking, signal }, swap)
            if (committed === 'conflict') await abort()
            else remember(committed)
            return committed
          } catch (error) {
            await abort()
            throw error
          }
        },
        abort,
      }

      function remember({ revision, manifest }: KnownGeneration): void {
        known = { revision, manifest: new WeakRef(manifest) }
        last = { name: nameOf(revision), before: base && nameOf(base) }
        // Where nothing was taken over, the base is damaged.
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
      recyclable ??= await preallocate(outDir, treeOf(revision), { files: manifest.files, fileSystem })
    },
    prune: async () => {
      const current = await readCurrent(outDir, fileSystem)
      if (current === undefined) return
      const before = last?.name === current ? last.before : undefined
      recyclable = await pruneGenerations(outDir, current, { spare: before, reusable, fileSystem })
      reusable = undefined
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
  const isWhole = createHash('sha256').update(body).digest('hex') === sha256
  if (!isWhole) throw damaged('its bytes are not those of the manifest')
  return body
}

/** Makes a function that does one piece of work at a time. */
function createQueue(): Session['inTurn'] {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const next = last.then(work)
    last = next.catch(() => undefined)
    return next
  }
}
