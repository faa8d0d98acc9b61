import { join } from 'node:path'
import { inParallel } from '../../concurrency/for-each-concurrent.ts'
import type { Disk } from '../../file-system.ts'
import { everyForm, type ManifestFile } from '../manifest.ts'

/** Path and size in bytes of a file. */
export type FileSize = readonly [path: string, bytes: number]

/** Every file of some documents. */
export function sizesOf(files: readonly ManifestFile[]): FileSize[] {
  return files.flatMap(everyForm).map(({ path, bytes }) => [path, bytes])
}

/** The first file of a generation that has not the size that it should have; the bytes themselves are not looked at. */
export async function findDamage(folder: string, files: readonly FileSize[], disk: Disk): Promise<string | undefined> {
  const damaged = new Set<string>()
  await inParallel(files, async ([path, bytes]) => {
    const found = await disk.inspect(join(folder, path)).catch(() => undefined)
    if (found?.size !== bytes) damaged.add(path)
  })
  return files.find(([path]) => damaged.has(path))?.[0]
}
