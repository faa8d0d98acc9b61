import { dirname, join } from 'node:path'
import { forEachConcurrent } from '../../concurrency/for-each-concurrent.ts'
import type { FileSystem } from '../../file-system.ts'
import { type Coding, suffixOf } from '../compression.ts'
import { type ManifestFile, variantHashes, variantsOf } from '../manifest.ts'
import type { Bodies } from '../store.ts'
import { removingDirectory } from './generations.ts'
import type { Recyclable } from './recyclable.ts'
import { tryRename } from './try-rename.ts'

/** The directory of the tree itself, as a relative path. */
const ROOT_DIR = '.'

/** The tree of a generation while it is written. */
export interface StagingTree {
  put: (path: string, bodies: Bodies) => Promise<void>
  /** Links documents, in all codings, from the tree of another generation. */
  reuse: (from: string, files: readonly ManifestFile[]) => Promise<void>
  /** Fsyncs all changed directories. */
  sync: () => Promise<void>
}

/**
 * Stages a tree in a directory, which is created on first use. If there is a recyclable tree, uses it and applies only the
 * differences: with a long history, most documents are already in place.
 *
 * @param directory has a unique name, so that an abandoned run cannot write into the tree of a later one
 * @param paths the paths of all documents
 * @param options.takeRecyclable returns a tree that may be used, once
 */
export function createStagingTree(
  directory: string,
  paths: readonly string[],
  { takeRecyclable, fileSystem }: { takeRecyclable: () => Promise<Recyclable | undefined>; fileSystem: FileSystem },
): StagingTree {
  const directories = new Set(directoriesOf(paths))
  /** The documents of the recyclable tree. */
  const held = new Map<string, ManifestFile>()
  /** The directories with created, removed or replaced files. */
  const changed = new Set<string>()
  const makeDirectories = async (missing: readonly string[]): Promise<void> => {
    for (const path of missing) changed.add(path).add(dirname(path))
    await forEachConcurrent(missing, (path) => fileSystem.makeDirectory(join(directory, path)))
  }
  /** Removes what the recyclable tree has too many of; returns the directories that stay. */
  const recycle = async ({ files, others }: Recyclable): Promise<Set<string>> => {
    for (const file of files) held.set(file.path, file)
    const before = new Set(directoriesOf([...held.keys()]))
    const wanted = new Set(paths)
    const unwanted = files.filter(({ path }) => !wanted.has(path)).flatMap(variantsOf)
    const emptied = [...before].filter((path) => !directories.has(path))
    for (const path of [...others, ...unwanted.map(({ path }) => path), ...emptied]) {
      changed.add(dirname(path))
      await fileSystem.remove(join(directory, path))
    }
    return before
  }
  const tryRecycle = async (): Promise<Set<string>> => {
    const recyclable = await takeRecyclable()
    try {
      if (recyclable && (await tryRename(recyclable.directory, directory, fileSystem))) return await recycle(recyclable)
    } catch {
      // What is another user's, or in a lower layer of overlayfs, cannot be changed, and is left for the next clean-up.
      held.clear()
      changed.clear()
      await tryRename(directory, removingDirectory(dirname(directory)), fileSystem)
    }
    return new Set()
  }
  const open = once(async () => {
    const before = await tryRecycle()
    await makeDirectories([...directories].filter((path) => !before.has(path)))
  })
  /** Removes the codings of a document in the recyclable tree that it is not published in any more. */
  const removeOtherCodings = async (path: string, codings: readonly string[]): Promise<void> => {
    const file = held.get(path)
    for (const variant of file ? variantsOf(file) : []) {
      if (!codings.includes(variant.coding)) await fileSystem.remove(join(directory, variant.path))
    }
  }
  return {
    put: async (path, bodies) => {
      await open()
      changed.add(dirname(path))
      await removeOtherCodings(path, Object.keys(bodies))
      await forEachConcurrent(Object.entries(bodies), ([coding, body]) =>
        fileSystem.writeDurably(join(directory, path + suffixOf(coding as Coding)), body),
      )
    },
    reuse: async (from, files) => {
      await open()
      const missing = files.filter((file) => variantHashes(file) !== variantHashes(held.get(file.path)))
      for (const { path } of missing) changed.add(dirname(path))
      await forEachConcurrent(missing, async (file) => {
        const codings = variantsOf(file).map(({ coding }) => coding)
        await removeOtherCodings(file.path, codings)
        for (const { path } of variantsOf(file)) await fileSystem.link(join(from, path), join(directory, path))
      })
    },
    sync: async () => {
      await open()
      await forEachConcurrent(
        [...changed].filter((path) => directories.has(path)),
        (path) => fileSystem.syncDirectory(join(directory, path)),
      )
    },
  }
}

/** All directories of a tree with files at the paths, parents first; begins with the tree itself. */
export function directoriesOf(paths: readonly string[]): string[] {
  const directories = new Set<string>()
  for (const path of paths) {
    for (let directory = dirname(path); directory !== ROOT_DIR; directory = dirname(directory)) {
      directories.add(directory)
    }
  }
  return [ROOT_DIR, ...[...directories].sort()]
}

/** Creates a function that runs the work on its first call only. */
function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined
  return () => {
    done ??= work()
    return done
  }
}
