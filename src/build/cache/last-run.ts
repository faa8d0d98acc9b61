import { join } from 'node:path'
import type { Disk, FileState } from '../../file-system.ts'
import { generationName } from '../../publish/file-system/generations.ts'
import { MANIFEST, type Manifest } from '../../publish/manifest.ts'
import type { LastRun, RunMemory } from './build-cache.ts'

/** The last run, if what it published is what is published now. */
export async function stillPublished(
  last: LastRun | undefined,
  outDir: string,
  { published, disk }: { published: string | undefined; disk: Disk },
): Promise<LastRun | undefined> {
  if (!last || last.generation !== published) return undefined
  const found = await disk.inspect(join(outDir, 'current', MANIFEST)).catch(() => undefined)
  return isSame(last.manifest, found) ? last : undefined
}

/** Whether a run would find what the last one found: every file is as it was, and nothing has become due since. */
export function isStillTrue({ state, at, findings: { nextDue } }: LastRun, found: string, now: Date): boolean {
  return state === found && now >= at && (!nextDue || now < nextDue)
}

/** The manifest of a generation, by its folder name and the state of the file, where the memory has that of this one. */
export function knownManifest(
  { manifest, last }: RunMemory,
  generation: string,
  found: FileState,
): Manifest | undefined {
  const isKnown = manifest && generationName(manifest.generation) === generation && isSame(last?.manifest, found)
  return isKnown ? manifest : undefined
}

function isSame(known: FileState | undefined, found: FileState | undefined): boolean {
  return known?.size === found?.size && known?.modified === found?.modified
}
