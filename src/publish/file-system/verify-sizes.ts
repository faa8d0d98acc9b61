import { join } from 'node:path'
import { forEachConcurrent } from '../../concurrency/for-each-concurrent.ts'
import type { FileSystem } from '../../file-system.ts'
import type { FileSize } from '../file-sizes.ts'

/** Finds the first file with the wrong size. Does not read the bytes. */
export async function findDamage(
  directory: string,
  sizes: readonly FileSize[],
  fileSystem: FileSystem,
): Promise<string | undefined> {
  const damaged = new Set<string>()
  await forEachConcurrent(sizes, async ([path, bytes]) => {
    const stat = await fileSystem.inspect(join(directory, path)).catch(() => undefined)
    if (stat?.size !== bytes) damaged.add(path)
  })
  return sizes.find(([path]) => damaged.has(path))?.[0]
}
