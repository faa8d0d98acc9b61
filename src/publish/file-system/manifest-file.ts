import { dirname, join } from 'node:path'
import { FeedmillError } from '../../errors.ts'
import type { FileStat, FileSystem } from '../../file-system.ts'
import { type Manifest, parseManifest } from '../manifest.ts'
import type { Revision } from '../store.ts'
import { completeManifest } from './complete-manifest.ts'
import { GENERATIONS, manifestPaths } from './generations.ts'
import { isMissing, isTransient, reasonOf, systemCode } from './system-error.ts'

/** A generation and the state of its manifest, because a later generation can have the same number. */
export function formatRevision(name: string, manifest: FileStat | undefined): Revision {
  return manifest ? `${name} ${manifest.size} ${manifest.modified}` : name
}

/** The name of the generation of a revision. */
export function nameOf(revision: Revision): string {
  return revision.split(' ', 1)[0] ?? ''
}

/** When the manifest of a revision was written, in milliseconds since 1970: after all its documents. */
export function timeOf(revision: Revision): number {
  return Number(revision.split(' ')[2] ?? 0)
}

/** Reads the revision of a generation. */
export async function readRevisionOf(outDir: string, name: string, fileSystem: FileSystem): Promise<Revision> {
  for (const path of manifestPaths(name)) {
    try {
      return formatRevision(name, await fileSystem.inspect(join(outDir, path)))
    } catch (error) {
      if (!isMissing(error)) throw error
    }
  }
  return name
}

/** Only the manifest knows which file has which id, so nothing can be published without it that is safe for subscribers. */
function hintFor(error: unknown, path: string, feed: string): string {
  const code = systemCode(error)
  if (code === 'EACCES' || code === 'EPERM')
    return `It may be whole: allow the user who runs Feedmill to read "${path}".`
  const first = code === undefined || isMissing(error) ? 'Restore it' : 'Move away what is in its place, and restore it'
  return `${first} from a copy of OUT_DIR. Without a copy, check with "feedmill check --feed ${feed}" that the ids stay, then run "feedmill generate --force" once.`
}

/** @throws FeedmillError `publication-damaged` if the manifest is missing or invalid */
export async function readManifestFile(outDir: string, name: string, fileSystem: FileSystem): Promise<Manifest> {
  const [path = '', oldPath = ''] = manifestPaths(name).map((relative) => join(outDir, relative))
  const readOld = async (missing: unknown): Promise<unknown> => {
    if (!isMissing(missing)) throw missing
    const text = await fileSystem.readText(oldPath).catch((error: unknown) => {
      throw isMissing(error) ? missing : error
    })
    return completeManifest(JSON.parse(text), dirname(oldPath), fileSystem)
  }
  try {
    return parseManifest(await fileSystem.readText(path).then(JSON.parse, readOld))
  } catch (error) {
    if (isTransient(error)) throw error
    throw new FeedmillError(
      'publication-damaged',
      `"${path}" cannot be read: ${reasonOf(error)}`,
      hintFor(error, path, join(outDir, GENERATIONS, name, 'feeds', 'all.json')),
      { cause: error },
    )
  }
}
