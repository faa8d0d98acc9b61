import { join } from 'node:path'
import { FeedmillError } from '../../errors.ts'
import type { FileStat, FileSystem } from '../../file-system.ts'
import { type Manifest, parseManifest } from '../manifest.ts'
import type { Revision } from '../store.ts'
import { isMissing, manifestPaths } from './generations.ts'
import { isTransient, reasonOf } from './guard-file-system.ts'

/** A generation and the state of its manifest: one that was made again can have the same number. */
export function formatRevision(name: string, manifest: FileStat | undefined): Revision {
  return manifest ? `${name} ${manifest.size} ${manifest.modified}` : name
}

/** The name of a generation by its revision. */
export function nameOf(revision: Revision): string {
  return revision.split(' ', 1)[0] ?? ''
}

/** The revision that a generation has now. */
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

/** @throws FeedmillError `publication-damaged` where there is no manifest that can be read */
export async function readManifestFile(outDir: string, name: string, fileSystem: FileSystem): Promise<Manifest> {
  const [path = '', oldPath = ''] = manifestPaths(name).map((below) => join(outDir, below))
  try {
    const text = await fileSystem.readText(path).catch((error: unknown) => {
      if (!isMissing(error)) throw error
      return fileSystem.readText(oldPath).catch((oldError: unknown) => {
        throw isMissing(oldError) ? error : oldError
      })
    })
    return parseManifest(text)
  } catch (error) {
    if (isTransient(error)) throw error
    throw new FeedmillError(
      'publication-damaged',
      `"${path}" cannot be read: ${reasonOf(error)}`,
      'Restore it from a copy, or run "feedmill generate --force" to publish again.',
      { cause: error },
    )
  }
}
