import { join } from 'node:path'
import type { FileSystem } from '../../file-system.ts'
import {
  GENERATIONS,
  isDraft,
  isGeneration,
  isTemporary,
  listComplete,
  manifestPaths,
  ownerOfManifest,
  readCurrent,
  removingDirectory,
} from './generations.ts'
import { reasonOf, systemCode } from './system-error.ts'
import { tryRename } from './try-rename.ts'

/** What was cleaned up. */
export interface Cleaned {
  /** The removed paths, relative to `OUT_DIR`. */
  removed: string[]
  /** Why others could not be removed. */
  failures: string[]
}

/**
 * Removes what killed runs left behind: incomplete generations, temporary trees, and drafts of links and locks. Keeps the
 * current generation and the newest other complete one (two if `current` is lost), recyclable trees, and all names that
 * Feedmill does not create. What cannot be removed stays. The caller must hold the lock.
 */
export async function removeStale(outDir: string, fileSystem: FileSystem): Promise<Cleaned> {
  const current = await readCurrent(outDir, fileSystem)
  const complete = await listComplete(outDir, fileSystem)
  const inService = complete.find((name) => name === current) ?? complete[0]
  const spare = complete.find((name) => name !== inService)
  const kept = [current, inService, spare]
  const names = await fileSystem.list(join(outDir, GENERATIONS))
  const temporary = names.filter(isTemporary)
  const generations = names.filter((name) => isGeneration(name) && !kept.includes(name))
  const manifests = names.filter((name) => {
    const owner = ownerOfManifest(name)
    return owner !== undefined && !kept.includes(owner) && !generations.includes(owner)
  })
  const drafts = (await fileSystem.list(outDir)).filter(isDraft)
  const removed: string[] = []
  const failures: string[] = []
  const removeEach = async (paths: readonly string[], remove: (path: string) => Promise<void>): Promise<void> => {
    for (const path of paths) {
      const failure = await reasonWhy(path, () => remove(path))
      if (failure === undefined) removed.push(path)
      else failures.push(failure)
    }
  }
  const inGenerations = (name: string): string => join(GENERATIONS, name)
  await removeEach(generations.map(inGenerations), (path) => removeGeneration(outDir, nameIn(path), fileSystem))
  await removeEach([...temporary, ...manifests].map(inGenerations), (path) =>
    removeAside(outDir, nameIn(path), fileSystem),
  )
  await removeEach(drafts, (path) => fileSystem.remove(join(outDir, path)))
  return { removed: removed.sort(), failures }
}

function nameIn(path: string): string {
  return path.slice(GENERATIONS.length + 1)
}

/** Why something could not be removed, for the report; undefined if it was. */
export async function reasonWhy(path: string, remove: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await remove()
    return undefined
  } catch (error) {
    return `${path} cannot be removed: ${reasonOf(error)}`
  }
}

/** Removes a generation: first its manifest, so that it is never complete while documents are missing. */
export async function removeGeneration(outDir: string, name: string, fileSystem: FileSystem): Promise<void> {
  await removeManifest(outDir, name, fileSystem)
  await removeAside(outDir, name, fileSystem)
}

/** Removes the manifest of a generation. */
export async function removeManifest(outDir: string, name: string, fileSystem: FileSystem): Promise<void> {
  const [path = ''] = manifestPaths(name)
  await fileSystem.remove(join(outDir, path))
}

/**
 * Renames an entry of `generations/` to a unique name, so that no other run can use it, and removes it. A directory of a lower
 * layer of overlayfs cannot be renamed, and is removed under its own name.
 */
export async function removeAside(outDir: string, name: string, fileSystem: FileSystem): Promise<void> {
  const generations = join(outDir, GENERATIONS)
  const path = join(generations, name)
  const aside = removingDirectory(generations)
  try {
    if (await tryRename(path, aside, fileSystem)) await fileSystem.remove(aside)
  } catch (error) {
    if (systemCode(error) !== 'EXDEV') throw error
    await fileSystem.remove(path)
  }
}
