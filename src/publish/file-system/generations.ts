import { randomUUID } from 'node:crypto'
import { basename, join } from 'node:path'
import { FeedmillError, messageOf } from '../../errors.ts'
import type { FileSystem } from '../../file-system.ts'
import { MANIFEST, type ManifestFile } from '../manifest.ts'

/** Where the generations are, below `OUT_DIR`. */
export const GENERATIONS = 'generations'

/** The folder name of a generation. */
export function generationName(generation: number): string {
  return String(generation).padStart(6, '0')
}

/** How the folder of a retired generation is called, for what it is there for, before a name of its own. */
const NEXT = '.next-'

/** A generation that is not needed any more, in a folder that the next one may take. */
export interface Retired {
  folder: string
  files: readonly ManifestFile[]
}

/** A folder name for a retired generation. */
export function retiredName(): string {
  return NEXT + randomUUID()
}

/** Whether a folder name is that of a retired generation, which a run may take or remove. */
export function isRetired(name: string): boolean {
  return name.startsWith(NEXT)
}

/**
 * The folder name of the generation that `current` points at, or undefined before the first publication.
 *
 * @throws FeedmillError `publication-damaged` where `current` is no link
 */
export async function publishedName(outDir: string, fileSystem: FileSystem): Promise<string | undefined> {
  const path = join(outDir, 'current')
  try {
    const target = await fileSystem.readLink(path)
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
export async function completeGenerations(outDir: string, fileSystem: FileSystem): Promise<string[]> {
  const complete: string[] = []
  for (const name of await fileSystem.list(join(outDir, GENERATIONS))) {
    const names = /^\d+$/.test(name) ? await fileSystem.list(join(outDir, GENERATIONS, name)) : []
    if (names.includes(MANIFEST)) complete.push(name)
  }
  return complete.sort((a, b) => Number(b) - Number(a))
}
