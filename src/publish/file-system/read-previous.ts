import { join } from 'node:path'
import { FeedmillError } from '../../errors.ts'
import type { FileSystem } from '../../file-system.ts'
import { MANIFEST, type Manifest, readCurrentManifest, readManifest } from '../manifest.ts'
import { completeGenerations, GENERATIONS } from './generations.ts'
import { findDamage, sizesOf } from './verify-sizes.ts'

/** What was published before. */
export interface Previous {
  /** The manifest of what is published; that of the newest generation where `current` is lost or cannot be read. */
  previous: Manifest | undefined
  /** What is damaged or lost of what is published, if anything is. */
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
    fileSystem,
    force,
    known,
    isTrusted,
  }: { fileSystem: FileSystem; force: boolean | undefined; known?: Manifest | undefined; isTrusted: boolean },
): Promise<Previous> {
  try {
    const published = known ?? (await readCurrentManifest(outDir, fileSystem))
    if (!published) {
      const previous = await readNewestManifest(outDir, fileSystem)
      return { previous, damage: previous && 'current', refusal: undefined }
    }
    const damage = isTrusted
      ? undefined
      : await findDamage(join(outDir, 'current'), sizesOf(published.files), fileSystem)
    return { previous: published, damage, refusal: undefined }
  } catch (error) {
    if (!(error instanceof FeedmillError)) throw error
    const previous = await readNewestManifest(outDir, fileSystem)
    return { previous, damage: MANIFEST, refusal: previous || force ? undefined : error }
  }
}

/** The manifest of the newest generation that has one which can be read. */
async function readNewestManifest(outDir: string, fileSystem: FileSystem): Promise<Manifest | undefined> {
  for (const name of await completeGenerations(outDir, fileSystem)) {
    const manifest = await readManifest(join(outDir, GENERATIONS, name), fileSystem).catch(() => undefined)
    if (manifest) return manifest
  }
  return undefined
}
