import { randomUUID } from 'node:crypto'
import { basename, join } from 'node:path'
import { FeedmillError, messageOf } from '../errors.ts'
import type { Disk, FileState } from './disk.ts'
import { findDamage, sizesOf } from './find-damage.ts'
import { MANIFEST, type ManifestFile } from './manifest.ts'

/** Where the generations are, below `OUT_DIR`. */
export const GENERATIONS = 'generations'

/** How the folder of a retired generation is called, before a name of its own. */
const RETIRED = 'retired.'

/** The folder name of a generation. */
export function generationName(generation: number): string {
  return String(generation).padStart(6, '0')
}

/**
 * The folder name of the generation that `current` points at, or undefined before the first publication.
 *
 * @throws FeedmillError `publication-damaged` where `current` is no link
 */
export async function publishedName(outDir: string, disk: Disk): Promise<string | undefined> {
  const path = join(outDir, 'current')
  try {
    const target = await disk.readLink(path)
    return target === undefined ? undefined : basename(target)
  } catch (error) {
    throw new FeedmillError(
      'publication-damaged',
      `"${path}" is not the link that Feedmill makes: ${messageOf(error)}`,
      'Move it away; the next run makes it anew.',
      { cause: error },
    )
  }
}

/** The folder names of all complete generations, the newest first. A generation without a manifest is not complete. */
export async function completeGenerations(outDir: string, disk: Disk): Promise<string[]> {
  const complete: string[] = []
  for (const name of await disk.list(join(outDir, GENERATIONS))) {
    const names = /^\d+$/.test(name) ? await disk.list(join(outDir, GENERATIONS, name)) : []
    if (names.includes(MANIFEST)) complete.push(name)
  }
  return complete.sort((a, b) => Number(b) - Number(a))
}

/** What a generation holds, and how to tell it from another of its name. */
export interface KnownGeneration {
  /** The name of its folder. */
  name: string
  /** The state of its manifest. */
  manifest: FileState
  files: readonly ManifestFile[]
}

/** A generation that is not needed any more, in a folder that the next one may take. */
export interface Retired {
  folder: string
  files: readonly ManifestFile[]
}

/**
 * Removes the complete generations before one, but for a spare. Those after it are never touched: a run that was given up
 * may come to this when another has published long since.
 *
 * @param options.reusable is put aside instead, for the next generation to take, where it is what it was
 */
export async function retireGenerations(
  outDir: string,
  than: string,
  { spare, reusable, disk }: { spare: string | undefined; reusable?: KnownGeneration | undefined; disk: Disk },
): Promise<Retired | undefined> {
  const generations = join(outDir, GENERATIONS)
  const untaken = (await disk.list(generations)).filter(isRetired)
  const older = (await completeGenerations(outDir, disk)).filter(
    (name) => Number(name) < Number(than) && name !== spare,
  )
  let retired: Retired | undefined
  for (const name of [...untaken, ...older]) {
    const isReusable = name === reusable?.name && (await isUnchanged(join(generations, name), reusable, disk))
    // Under a name that only this run knows, no other can take it while it is removed.
    const folder = join(generations, (isReusable ? RETIRED : '') + randomUUID())
    if (!(await tryRename(join(generations, name), folder, disk))) continue
    if (isReusable) retired = { folder, files: reusable.files }
    else await disk.remove(folder)
  }
  // What is done to a retired folder must not be found under the number that it had.
  if (retired) await disk.syncFolder(generations)
  return retired
}

async function isUnchanged(folder: string, { manifest, files }: KnownGeneration, disk: Disk): Promise<boolean> {
  const found = await disk.inspect(join(folder, MANIFEST)).catch(() => undefined)
  const isSame = found?.size === manifest.size && found.modified === manifest.modified
  return isSame && (await findDamage(folder, sizesOf(files), disk)) === undefined
}

/** Whether a name in the folder of generations is that of a retired one, which a run may take or remove. */
export function isRetired(name: string): boolean {
  return name.startsWith(RETIRED)
}

/**
 * Gives a folder another name.
 *
 * @returns whether it was there
 */
export async function tryRename(from: string, to: string, disk: Disk): Promise<boolean> {
  try {
    await disk.rename(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return false
  }
}
