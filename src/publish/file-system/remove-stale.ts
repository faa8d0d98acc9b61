import { randomUUID } from 'node:crypto'
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
} from './generations.ts'
import { tryRename } from './try-rename.ts'

/**
 * Removes what a run left that was killed: generations that are not complete, what was unfinished, and drafts of links and
 * locks. The current generation stays, and the newest complete one beside it (two where `current` is lost), and recyclable
 * trees, and every name that Feedmill does not make. To be called while the lock is held.
 *
 * @returns the paths that were removed, below `outDir`
 */
export async function removeStale(outDir: string, fileSystem: FileSystem): Promise<string[]> {
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
  for (const name of generations) await removeGeneration(outDir, name, fileSystem)
  for (const name of [...temporary, ...manifests]) await removeAside(outDir, name, fileSystem)
  for (const name of drafts) await fileSystem.remove(join(outDir, name))
  const below = [...generations, ...temporary, ...manifests].map((name) => join(GENERATIONS, name))
  return [...below, ...drafts].sort()
}

/** Removes a generation, which is not complete any more before the first of its documents is gone. */
export async function removeGeneration(outDir: string, name: string, fileSystem: FileSystem): Promise<void> {
  await removeManifest(outDir, name, fileSystem)
  await removeAside(outDir, name, fileSystem)
}

/** Removes the manifest of a generation. */
export async function removeManifest(outDir: string, name: string, fileSystem: FileSystem): Promise<void> {
  const [path = ''] = manifestPaths(name)
  await fileSystem.remove(join(outDir, path))
}

/** Removes what is in `generations/` under a name that only this run knows, so that no other can take it meanwhile. */
export async function removeAside(outDir: string, name: string, fileSystem: FileSystem): Promise<void> {
  const generations = join(outDir, GENERATIONS)
  const aside = join(generations, `.removing-${randomUUID()}`)
  if (await tryRename(join(generations, name), aside, fileSystem)) await fileSystem.remove(aside)
}
