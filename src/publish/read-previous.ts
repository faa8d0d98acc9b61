import { join } from 'node:path'
import { FeedmillError } from '../errors.ts'
import type { Disk } from './disk.ts'
import { findDamage, sizesOf } from './find-damage.ts'
import { completeGenerations, GENERATIONS } from './generations.ts'
import { MANIFEST, type Manifest, readCurrentManifest, readManifest } from './manifest.ts'

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
 *
 * @param options.known the manifest of what is published, where it need not be read
 * @param options.isTrusted whether it is left to the next run to look whether all of it is there
 */
export async function readPrevious(
  outDir: string,
  {
    disk,
    force,
    known,
    isTrusted,
  }: { disk: Disk; force: boolean | undefined; known?: Manifest | undefined; isTrusted: boolean },
): Promise<Previous> {
  try {
    const previous = known ?? (await readCurrentManifest(outDir, disk))
    const damage =
      previous && !isTrusted ? await findDamage(join(outDir, 'current'), sizesOf(previous.files), disk) : undefined
    return { previous, damage, refusal: undefined }
  } catch (error) {
    if (!(error instanceof FeedmillError)) throw error
    for (const name of await completeGenerations(outDir, disk)) {
      const previous = await readManifest(join(outDir, GENERATIONS, name), disk).catch(() => undefined)
      if (previous) return { previous, damage: MANIFEST, refusal: undefined }
    }
    return { previous: undefined, damage: MANIFEST, refusal: force ? undefined : error }
  }
}
