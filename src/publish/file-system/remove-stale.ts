import { join } from 'node:path'
import type { FileSystem } from '../../file-system.ts'
import { completeGenerations, GENERATIONS, isRetired, publishedName } from './generations.ts'

/**
 * Removes what a run left that was killed: generations that are not complete, and drafts of links and locks. The
 * generation in service stays, and the newest complete one beside it (two where `current` is lost), and what waits to be taken. To be called while the
 * lock is held.
 *
 * @returns the paths that were removed, below `outDir`
 */
export async function removeStale(outDir: string, fileSystem: FileSystem): Promise<string[]> {
  const published = await publishedName(outDir, fileSystem)
  const complete = await completeGenerations(outDir, fileSystem)
  const inService = complete.find((name) => name === published) ?? complete[0]
  const spare = complete.find((name) => name !== inService)
  const kept = [published, inService, spare]
  const generations = (await fileSystem.list(join(outDir, GENERATIONS))).filter(
    (name) => !kept.includes(name) && !isRetired(name),
  )
  const drafts = (await fileSystem.list(outDir)).filter((name) => /^(current|lock)\./.test(name))
  const debris = [...generations.map((name) => join(GENERATIONS, name)), ...drafts].sort()
  for (const path of debris) await fileSystem.remove(join(outDir, path))
  return debris
}
