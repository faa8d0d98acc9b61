import { join } from 'node:path'
import { FeedmillError } from '../errors.ts'
import { inParallel } from '../in-parallel.ts'
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
 *
 * @param options.known the manifest of what is published, where it need not be read
 */
export async function readPrevious(
  outDir: string,
  { disk, force, known }: { disk: Disk; force: boolean | undefined; known?: Manifest | undefined },
): Promise<Previous> {
  try {
    const previous = known ?? (await readCurrentManifest(outDir, disk))
    return { previous, damage: previous && (await findDamage(outDir, filesOf(previous), disk)), refusal: undefined }
  } catch (error) {
    if (!(error instanceof FeedmillError)) throw error
    for (const name of await completeGenerations(outDir, disk)) {
      const previous = await readManifest(join(outDir, GENERATIONS, name), disk).catch(() => undefined)
      if (previous) return { previous, damage: MANIFEST, refusal: undefined }
    }
    return { previous: undefined, damage: MANIFEST, refusal: force ? undefined : error }
  }
}

/** Path and size in bytes of every file of a generation. */
export function filesOf({ files }: Manifest): [path: string, bytes: number][] {
  return files.flatMap(everyForm).map(({ path, bytes }) => [path, bytes])
}

/** The first file of the published generation that has not the size that it should have. */
export async function findDamage(
  outDir: string,
  files: readonly (readonly [path: string, bytes: number])[],
  disk: Disk,
): Promise<string | undefined> {
  const damaged = new Set<string>()
  await inParallel(files, async ([path, bytes]) => {
    const found = await disk.inspect(join(outDir, 'current', path)).catch(() => undefined)
    if (found?.size !== bytes) damaged.add(path)
  })
  return files.find(([path]) => damaged.has(path))?.[0]
}
