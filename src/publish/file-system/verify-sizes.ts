import { join } from 'node:path'
import { forEachConcurrent } from '../../concurrency/for-each-concurrent.ts'
import type { FileSystem } from '../../file-system.ts'
import { type ManifestFile, variantsOf } from '../manifest.ts'

/** Path and size in bytes of a file. */
export type FileSize = readonly [path: string, bytes: number]

/** Every file of some documents. */
export function sizesOf(files: readonly ManifestFile[]): FileSize[] {
  return files.flatMap(variantsOf).map(({ path, bytes }) => [path, bytes])
}

/** The first file of a generation that has not the size that it should have; the bytes themselves are not looked at. */
export async function findDamage(
  folder: string,
  files: readonly FileSize[],
  fileSystem: FileSystem,
): Promise<string | undefined> {
  const damaged = new Set<string>()
  await forEachConcurrent(files, async ([path, bytes]) => {
    const found = await fileSystem.inspect(join(folder, path)).catch(() => undefined)
    if (found?.size !== bytes) damaged.add(path)
  })
  return files.find(([path]) => damaged.has(path))?.[0]
}
