import { join } from 'node:path'
import { forEachConcurrent } from '../../concurrency/for-each-concurrent.ts'
import type { FileSystem } from '../../file-system.ts'
import { describeBytes } from '../describe-bytes.ts'
import type { FileSize } from '../file-sizes.ts'
import type { Variant } from '../manifest.ts'
import { isTransient } from './system-error.ts'

/** What the state of files says, without their bytes. */
export interface Inspected {
  /** The first file that is missing or has another size. */
  lost: string | undefined
  /** Files that were changed after the publication, or copied. */
  touched: ReadonlySet<string>
}

/** @param options.publishedAt in milliseconds since 1970; by default no file counts as touched */
export async function inspectFiles(
  directory: string,
  sizes: readonly FileSize[],
  { publishedAt = Number.POSITIVE_INFINITY, fileSystem }: { publishedAt?: number; fileSystem: FileSystem },
): Promise<Inspected> {
  const lost = new Set<string>()
  const touched = new Set<string>()
  await forEachConcurrent(sizes, async ([path, bytes]) => {
    const stat = await fileSystem.inspect(join(directory, path)).catch(() => undefined)
    if (stat?.size !== bytes) lost.add(path)
    else if (stat.modified > publishedAt) touched.add(path)
  })
  return { lost: sizes.find(([path]) => lost.has(path))?.[0], touched }
}

/** Finds the first file whose bytes are not those of the manifest. */
export async function findAltered(
  directory: string,
  variants: readonly Variant[],
  fileSystem: FileSystem,
): Promise<string | undefined> {
  for (const { path, sha256 } of variants) {
    const body = await fileSystem.readBytes(join(directory, path)).catch((error: unknown) => {
      if (isTransient(error)) throw error
      return undefined
    })
    if (!body || (await describeBytes(body)).sha256 !== sha256) return path
  }
  return undefined
}
