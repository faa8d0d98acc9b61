import { join } from 'node:path'
import { FeedmillError } from '../../errors.ts'
import type { FileSystem } from '../../file-system.ts'
import { systemCode } from './guard-file-system.ts'

/** Where the generations are, below `OUT_DIR`: the tree of each as it is served, and its manifest beside it. */
export const GENERATIONS = 'generations'

/** The link to the current generation, below `OUT_DIR`. */
export const CURRENT = 'current'

/** Where earlier versions kept the manifest: in the tree itself. */
const OLD_MANIFEST = 'manifest.json'

const UUID = '[\\da-f]{8}(?:-[\\da-f]{4}){3}-[\\da-f]{12}'
const LINK_DRAFT = new RegExp(`^current\\.${UUID}$`)
const LOCK_DRAFT = new RegExp(`^lock\\.(?:takeover|${UUID})$`)
/** A bare UUID was the name of earlier versions. */
const TEMPORARY = new RegExp(`^(?:\\.(?:staging|removing)-)?${UUID}(?:\\.json)?$`)
/** `next` was the name of earlier versions. */
const RECYCLABLE = new RegExp(`^\\.(?:recyclable|next)-${UUID}$`)

/** The directory name of a generation. */
export function generationName(generation: number): string {
  return String(generation).padStart(6, '0')
}

/** Whether a name in `generations/` is that of a generation's tree. */
export function isGeneration(name: string): boolean {
  return /^\d+$/.test(name) && generationName(Number(name)) === name
}

/** The name of the generation that a file in `generations/` is the manifest of, if it is one. */
export function ownerOfManifest(name: string): string | undefined {
  const owner = name.endsWith('.json') ? name.slice(0, -'.json'.length) : ''
  return isGeneration(owner) ? owner : undefined
}

/** Whether a name in `generations/` is that of something unfinished, whose run was killed where none is under way. */
export function isTemporary(name: string): boolean {
  return TEMPORARY.test(name)
}

/** Whether a name in `generations/` is that of a tree that the next generation may be made in. */
export function isRecyclable(name: string): boolean {
  return RECYCLABLE.test(name)
}

/** The same in `OUT_DIR`. */
export function isDraft(name: string): boolean {
  return LINK_DRAFT.test(name) || LOCK_DRAFT.test(name)
}

/** Where the manifest of a generation is, as paths below `OUT_DIR`: now, and in earlier versions. */
export function manifestPaths(name: string): string[] {
  return [join(GENERATIONS, `${name}.json`), join(GENERATIONS, name, OLD_MANIFEST)]
}

/**
 * The name of the generation that `current` points to, or undefined before the first publication.
 *
 * @throws FeedmillError `publication-damaged` where `current` is no link
 */
export async function readCurrent(outDir: string, fileSystem: FileSystem): Promise<string | undefined> {
  const path = join(outDir, CURRENT)
  try {
    const target = await fileSystem.readLink(path)
    return target?.slice(target.lastIndexOf('/') + 1)
  } catch (error) {
    if (systemCode(error) !== 'EINVAL') throw error
    const hint = 'Move it away; the next run makes the link again.'
    const message = `"${path}" is not the link that Feedmill makes`
    throw new FeedmillError('publication-damaged', message, hint, { cause: error })
  }
}

/** The names of all complete generations, the newest first: those that have a tree and a manifest. */
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

/** Whether an error says that there is no such file. */
export function isMissing(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '')
}
