import { join } from 'node:path'
import { FeedmillError } from '../errors.ts'
import type { Disk } from './disk.ts'
import { completeGenerations, GENERATIONS } from './generations.ts'
import { everyForm, MANIFEST, type Manifest, readCurrentManifest, readManifest } from './manifest.ts'

/** What was published before. */
export interface Previous {
  /** The manifest of what is published; that of an older generation where it cannot be read. */
  previous: Manifest | undefined
  /** The published file that is damaged, if there is one. */
  damage: string | undefined
  /** Why nothing may be published without force: something was published, and nothing is known of it any more. */
  refusal: FeedmillError | undefined
}

/**
 * Reads what was published before, and looks whether all of it is still there. The server checks the bytes themselves
 * when it loads them; here only their number is looked at.
 */
export async function readPrevious(
  outDir: string,
  { disk, force }: { disk: Disk; force: boolean | undefined },
): Promise<Previous> {
  try {
    const previous = await readCurrentManifest(outDir, disk)
    return { previous, damage: previous && (await findDamage(outDir, previous, disk)), refusal: undefined }
  } catch (error) {
    if (!(error instanceof FeedmillError)) throw error
    for (const name of await completeGenerations(outDir, disk)) {
      const previous = await readManifest(join(outDir, GENERATIONS, name), disk).catch(() => undefined)
      if (previous) return { previous, damage: MANIFEST, refusal: undefined }
    }
    return { previous: undefined, damage: MANIFEST, refusal: force ? undefined : error }
  }
}

async function findDamage(outDir: string, { files }: Manifest, disk: Disk): Promise<string | undefined> {
  for (const file of files) {
    for (const { path, bytes } of everyForm(file)) {
      const size = await disk.inspect(join(outDir, 'current', path)).then(
        (found) => found.size,
        () => undefined,
      )
      if (size !== bytes) return path
    }
  }
  return undefined
}
