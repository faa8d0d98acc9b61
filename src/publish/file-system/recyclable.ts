import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { FileSystem } from '../../file-system.ts'
import type { ManifestFile } from '../manifest.ts'
import { GENERATIONS } from './generations.ts'
import { createStagingTree } from './staging-tree.ts'

/** The tree of an old generation, in which the next one can be built. */
export interface Recyclable {
  directory: string
  files: readonly ManifestFile[]
}

/** A directory for a recyclable tree. */
export function recyclableDirectory(outDir: string): string {
  return join(outDir, GENERATIONS, `.recyclable-${randomUUID()}`)
}

/**
 * Creates a recyclable tree of links to a generation, for a process that has none yet, so that its first publication is as
 * fast as later ones.
 *
 * @param from the tree of the generation
 * @returns undefined if that fails
 */
export async function preallocate(
  outDir: string,
  from: string,
  { files, fileSystem }: { files: readonly ManifestFile[]; fileSystem: FileSystem },
): Promise<Recyclable | undefined> {
  const paths = files.map(({ path }) => path)
  const directory = recyclableDirectory(outDir)
  const tree = createStagingTree(directory, paths, { takeRecyclable: () => undefined, fileSystem })
  try {
    await tree.reuse(from, files)
    await tree.sync()
    return { directory, files }
  } catch {
    await fileSystem.remove(directory).catch(() => undefined)
    return undefined
  }
}
