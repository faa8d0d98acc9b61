import { dirname, join } from 'node:path'
import { forEachConcurrent } from '../../concurrency/for-each-concurrent.ts'
import { type FileSystem, tryRename } from '../../file-system.ts'
import type { Effort } from '../compression.ts'
import { MANIFEST, type Manifest, type ManifestFile, variantHashes, variantsOf } from '../manifest.ts'
import { writeDocument } from '../write-documents.ts'
import type { Retired } from './generations.ts'

/** The folder of the generation itself, as a path below it. */
const TOP = '.'

/** A generation while it is made. */
export interface Draft {
  /** Writes a document beside its compressed forms. */
  write: (file: ManifestFile, body: Buffer, effort: Effort) => Promise<ManifestFile>
  /** Takes over documents, in every form, from the folder of another generation. */
  share: (from: string, files: readonly ManifestFile[]) => Promise<void>
  /** Writes the manifest, and forces all names to the disk. */
  complete: (manifest: Manifest) => Promise<void>
}

/**
 * Drafts a generation in a folder that is made when it is first needed. Where there is a retired generation, its folder is
 * taken, and only what differs from it is done: of a long history, most documents are in their places already.
 *
 * @param paths of all documents that the generation will hold
 */
export function draftGeneration(
  folder: string,
  paths: readonly string[],
  { retired, fileSystem }: { retired: Retired | undefined; fileSystem: FileSystem },
): Draft {
  const folders = new Set([TOP, ...foldersAbove(paths)])
  /** The documents in their places, as the retired generation had them. */
  const held = new Map<string, ManifestFile>()
  /** The folders in which a name came, went, or stands for another file now. */
  const changed = new Set([TOP])

  const makeFolders = async (missing: readonly string[]): Promise<void> => {
    for (const path of missing) changed.add(path).add(dirname(path))
    await forEachConcurrent(missing, (path) => fileSystem.makeDirectory(join(folder, path)))
  }
  const open = once(async () => {
    if (!retired || !(await tryRename(retired.folder, folder, fileSystem))) return makeFolders([...folders])
    for (const file of retired.files) held.set(file.path, file)
    const before = new Set([TOP, ...foldersAbove([...held.keys()])])
    const wanted = new Set(paths)
    const unwanted = retired.files.filter(({ path }) => !wanted.has(path)).flatMap(variantsOf)
    const emptied = [...before].filter((path) => !folders.has(path))
    for (const path of [...unwanted.map(({ path }) => path), ...emptied]) {
      changed.add(dirname(path))
      await fileSystem.remove(join(folder, path))
    }
    await makeFolders([...folders].filter((path) => !before.has(path)))
  })
  return {
    write: async (file, body, effort) => {
      await open()
      changed.add(dirname(file.path))
      return writeDocument(folder, file, body, { fileSystem, effort })
    },
    share: async (from, files) => {
      await open()
      const missing = files.filter((file) => variantHashes(file) !== variantHashes(held.get(file.path)))
      for (const { path } of missing) changed.add(dirname(path))
      await forEachConcurrent(missing, async (file) => {
        for (const { path } of variantsOf(file)) await fileSystem.share(join(from, path), join(folder, path))
      })
    },
    complete: async (manifest) => {
      await open()
      await fileSystem.writeDurably(join(folder, MANIFEST), `${JSON.stringify(manifest)}\n`)
      await forEachConcurrent(
        [...changed].filter((path) => folders.has(path)),
        (path) => fileSystem.syncDirectory(join(folder, path)),
      )
    },
  }
}

/** Every folder that the paths are in, each after the one it is in. */
function foldersAbove(paths: readonly string[]): string[] {
  const folders = new Set<string>()
  for (const path of paths) {
    for (let folder = dirname(path); folder !== TOP; folder = dirname(folder)) folders.add(folder)
  }
  return [...folders].sort()
}

/** The same work, done when it is first asked for, and not again. */
function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined
  return () => {
    done ??= work()
    return done
  }
}
