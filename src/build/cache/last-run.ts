import { join } from 'node:path'
import type { FileStat, FileSystem } from '../../file-system.ts'
import { generationName } from '../../publish/file-system/generations.ts'
import { MANIFEST, type Manifest } from '../../publish/manifest.ts'
import type { BuildCache, LastRun } from './build-cache.ts'

/** The last run, if what it published is what is published now. */
export async function stillPublished(
  last: LastRun | undefined,
  outDir: string,
  { published, fileSystem }: { published: string | undefined; fileSystem: FileSystem },
): Promise<LastRun | undefined> {
  if (!last || last.generation !== published) return undefined
  const found = await fileSystem.inspect(join(outDir, 'current', MANIFEST)).catch(() => undefined)
  return isSame(last.manifest, found) ? last : undefined
}

/** Whether a run would find what the last one found: every file is as it was, and nothing has become due since. */
export function isStillTrue({ state, at, stats: { nextDue } }: LastRun, found: string, now: Date): boolean {
  return state === found && now >= at && (!nextDue || now < nextDue)
}

/** The manifest of a generation, by its folder name and the state of the file, where the memory has that of this one. */
export function knownManifest(
  { manifest, last }: BuildCache,
  generation: string,
  found: FileStat,
): Manifest | undefined {
  const isKnown = manifest && generationName(manifest.generation) === generation && isSame(last?.manifest, found)
  return isKnown ? manifest : undefined
}

function isSame(known: FileStat | undefined, found: FileStat | undefined): boolean {
  return known?.size === found?.size && known?.modified === found?.modified
}
