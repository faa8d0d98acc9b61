import { join } from 'node:path'
import { forEachConcurrent } from '../../concurrency/for-each-concurrent.ts'
import type { FileSystem } from '../../file-system.ts'
import { type ManifestFile, variantsOf } from '../manifest.ts'

/** Finds the first file with the wrong size. Does not read the bytes. */
export async function findDamage(
  directory: string,
  files: readonly ManifestFile[],
  fileSystem: FileSystem,
): Promise<string | undefined> {
  const variants = files.flatMap(variantsOf)
  const damaged = new Set<string>()
  await forEachConcurrent(variants, async ({ path, bytes }) => {
    const stat = await fileSystem.inspect(join(directory, path)).catch(() => undefined)
    if (stat?.size !== bytes) damaged.add(path)
  })
  return variants.find(({ path }) => damaged.has(path))?.path
}
