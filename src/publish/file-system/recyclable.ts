import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { forEachConcurrent } from '../../concurrency/for-each-concurrent.ts'
import type { FileSystem } from '../../file-system.ts'
import { type ManifestFile, variantsOf } from '../manifest.ts'
import { GENERATIONS, isRecyclable } from './generations.ts'
import { createStagingTree, directoriesOf } from './staging-tree.ts'

/** The tree of an old generation, in which the next one can be built. */
export interface Recyclable {
  directory: string
  /** Documents that are in place. */
  files: readonly ManifestFile[]
  /** Paths of anything else in the tree. */
  others: readonly string[]
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
  const preparing = join(outDir, GENERATIONS, `.preparing-${randomUUID()}`)
  const tree = createStagingTree(preparing, paths, { takeRecyclable: async () => undefined, fileSystem })
  try {
    await tree.reuse(from, files)
    await tree.sync()
    await fileSystem.rename(preparing, directory)
    return { directory, files, others: [] }
  } catch {
    await fileSystem.remove(preparing).catch(() => undefined)
    return undefined
  }
}

/**
 * Finds a recyclable tree that another process left. Only files that it shares with the base count as in place, as hard
 * links to the same inode.
 *
 * @param base the tree of the current generation, and its documents
 */
export async function findRecyclable(
  outDir: string,
  base: { tree: string; files: readonly ManifestFile[] },
  fileSystem: FileSystem,
): Promise<Recyclable | undefined> {
  const name = (await fileSystem.list(join(outDir, GENERATIONS))).find(isRecyclable)
  if (name === undefined) return undefined
  const directory = join(outDir, GENERATIONS, name)
  if (!(await canChange(directory, base.files, fileSystem))) return undefined
  const files: ManifestFile[] = []
  await forEachConcurrent(base.files, async (file) => {
    for (const { path } of variantsOf(file)) if (!(await isShared(path, [directory, base.tree], fileSystem))) return
    files.push(file)
  })
  return { directory, files, others: await listOthers(directory, files, fileSystem) }
}

async function isShared(path: string, trees: readonly string[], fileSystem: FileSystem): Promise<boolean> {
  const stats = await Promise.all(trees.map((tree) => fileSystem.inspect(join(tree, path)).catch(() => undefined)))
  return stats[0] !== undefined && stats[0].inode === stats[1]?.inode
}

/** Whether this process may change all directories of a tree; another user may have made them. */
async function canChange(tree: string, files: readonly ManifestFile[], fileSystem: FileSystem): Promise<boolean> {
  for (const directory of directoriesOf(files.map(({ path }) => path))) {
    if (!(await fileSystem.isWritable(join(tree, directory)))) return false
  }
  return true
}

/** Lists what a tree holds beside the files: other files, and directories without any of these. */
async function listOthers(tree: string, files: readonly ManifestFile[], fileSystem: FileSystem): Promise<string[]> {
  const paths = files.flatMap(variantsOf).map(({ path }) => path)
  const directories = directoriesOf(paths)
  const expected = new Set([...paths, ...directories])
  const others: string[] = []
  for (const directory of directories) {
    for (const name of await fileSystem.list(join(tree, directory))) {
      const path = join(directory, name)
      if (!expected.has(path)) others.push(path)
    }
  }
  return others
}
