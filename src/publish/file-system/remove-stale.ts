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
 * Removes what killed runs left behind: incomplete generations, temporary trees, and drafts of links and locks. Keeps the
 * current generation and the newest other complete one (two if `current` is lost), recyclable trees, and all names that
 * Feedmill does not create. The caller must hold the lock.
 *
 * @returns the removed paths, relative to `outDir`
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
  const removed = [...generations, ...temporary, ...manifests].map((name) => join(GENERATIONS, name))
  return [...removed, ...drafts].sort()
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

/** Renames an entry of `generations/` to a unique name, so that no other run can use it, and removes it. */
export async function removeAside(outDir: string, name: string, fileSystem: FileSystem): Promise<void> {
  const generations = join(outDir, GENERATIONS)
  const aside = join(generations, `.removing-${randomUUID()}`)
  if (await tryRename(join(generations, name), aside, fileSystem)) await fileSystem.remove(aside)
}
