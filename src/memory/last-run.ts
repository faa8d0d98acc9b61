import { join } from 'node:path'
import type { Disk } from '../publish/disk.ts'
import { generationName } from '../publish/generations.ts'
import { MANIFEST, type Manifest } from '../publish/manifest.ts'
import type { LastRun, RunMemory } from './run-memory.ts'

/** The last run, if what it published is what is published now. */
export async function stillPublished(
  last: LastRun | undefined,
  outDir: string,
  { published, disk }: { published: string | undefined; disk: Disk },
): Promise<LastRun | undefined> {
  if (!last || last.generation !== published) return undefined
  const found = await disk.inspect(join(outDir, 'current', MANIFEST)).catch(() => undefined)
  return found?.size === last.manifest.size && found.modified === last.manifest.modified ? last : undefined
}

/** Whether a run would find what the last one found: every file is as it was, and nothing has become due since. */
export function isStillTrue({ state, at, findings: { nextDue } }: LastRun, found: string, now: Date): boolean {
  return state === found && now >= at && (!nextDue || now < nextDue)
}

/** The manifest of a generation, by its folder name, where the memory has that of this one. */
export function knownManifest({ manifest }: RunMemory, generation: string): Manifest | undefined {
  return manifest && generationName(manifest.generation) === generation ? manifest : undefined
}
