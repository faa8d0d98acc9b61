import { randomUUID } from 'node:crypto'
import { basename, join } from 'node:path'
import type { FileSystem } from '../../file-system.ts'
import { isMissing, systemCode } from './system-error.ts'

/** The directory of the generations in `OUT_DIR`: the public tree of each, and its manifest next to it. */
export const GENERATIONS = 'generations'

/** The link to the current generation in `OUT_DIR`. */
export const CURRENT = 'current'

/** The manifest's place in earlier versions: in the tree itself. */
const OLD_MANIFEST = 'manifest.json'

const UUID = '[\\da-f]{8}(?:-[\\da-f]{4}){3}-[\\da-f]{12}'
const LINK_DRAFT = new RegExp(`^current\\.${UUID}$`)
const LOCK_DRAFT = new RegExp(`^lock\\.(?:takeover|${UUID})$`)
/** Earlier versions used a bare UUID. */
const TEMPORARY = new RegExp(`^(?:\\.(?:staging|removing)-)?${UUID}(?:\\.json)?$`)
const RECYCLABLE = new RegExp(`^\\.recyclable-${UUID}$`)
/** Earlier versions used `next`, also for trees that were complete. */
const UNPREPARED = new RegExp(`^\\.(?:preparing|next)-${UUID}$`)

/** The directory name of a generation. */
export function generationName(generation: number): string {
  return String(generation).padStart(6, '0')
}

/** Whether a name in `generations/` is the tree of a generation. */
export function isGeneration(name: string): boolean {
  return /^\d+$/.test(name) && generationName(Number(name)) === name
}

/** The generation of a manifest in `generations/`; undefined for other names. */
export function ownerOfManifest(name: string): string | undefined {
  const owner = name.endsWith('.json') ? name.slice(0, -'.json'.length) : ''
  return isGeneration(owner) ? owner : undefined
}

/** Whether a name in `generations/` belongs to an unfinished run, which was killed if no run is in progress. */
export function isTemporary(name: string): boolean {
  return TEMPORARY.test(name)
}

/** A directory in `generations/` for what is about to be removed; see `isTemporary`. */
export function removingDirectory(generations: string): string {
  return join(generations, `.removing-${randomUUID()}`)
}

/** Whether a name in `generations/` is a tree that the next generation can be built in. */
export function isRecyclable(name: string): boolean {
  return RECYCLABLE.test(name)
}

/** Whether a name in `generations/` is a tree that may not be completely prepared, or not durably. */
export function isUnprepared(name: string): boolean {
  return UNPREPARED.test(name)
}

/** Whether a name in `OUT_DIR` belongs to an unfinished run. */
export function isDraft(name: string): boolean {
  return LINK_DRAFT.test(name) || LOCK_DRAFT.test(name)
}

/** The paths in `OUT_DIR` of a generation's manifest: the current one, and that of earlier versions. */
export function manifestPaths(name: string): string[] {
  return [join(GENERATIONS, `${name}.json`), join(GENERATIONS, name, OLD_MANIFEST)]
}

/**
 * Reads the name of the generation that `current` links to; undefined before the first publication, or if a copy has put
 * something else in the place of the link.
 */
export async function readCurrent(outDir: string, fileSystem: FileSystem): Promise<string | undefined> {
  try {
    const target = await fileSystem.readLink(join(outDir, CURRENT))
    return target === undefined ? undefined : basename(target)
  } catch (error) {
    if (systemCode(error) !== 'EINVAL') throw error
    return undefined
  }
}

/** Lists all complete generations, newest first: those with a tree and a manifest. */
export async function listComplete(outDir: string, fileSystem: FileSystem): Promise<string[]> {
  const names = await fileSystem.list(join(outDir, GENERATIONS))
  const complete: string[] = []
  for (const name of names.filter(isGeneration)) {
    if (names.includes(`${name}.json`) || (await hasOldManifest(outDir, name, fileSystem))) complete.push(name)
  }
  return complete.sort((a, b) => Number(b) - Number(a))
}

async function hasOldManifest(outDir: string, name: string, fileSystem: FileSystem): Promise<boolean> {
  try {
    await fileSystem.inspect(join(outDir, GENERATIONS, name, OLD_MANIFEST))
    return true
  } catch (error) {
    if (isMissing(error)) return false
    throw error
  }
}
