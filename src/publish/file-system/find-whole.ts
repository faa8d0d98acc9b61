import { join } from 'node:path'
import type { FileSystem } from '../../file-system.ts'
import { variantsOf } from '../manifest.ts'
import { isDamage } from '../read-previous.ts'
import { findAltered } from './find-damage.ts'
import { GENERATIONS, listComplete } from './generations.ts'
import { readManifestFile } from './manifest-file.ts'

/** Finds the newest generation before another one that is whole; reads all its bytes. */
export async function findWholeBefore(
  outDir: string,
  current: string,
  fileSystem: FileSystem,
): Promise<string | undefined> {
  const older = (await listComplete(outDir, fileSystem)).filter((name) => Number(name) < Number(current))
  for (const name of older) if (await isWhole(outDir, name, fileSystem)) return name
  return undefined
}

async function isWhole(outDir: string, name: string, fileSystem: FileSystem): Promise<boolean> {
  try {
    const { files } = await readManifestFile(outDir, name, fileSystem)
    const altered = await findAltered(join(outDir, GENERATIONS, name), files.flatMap(variantsOf), fileSystem)
    return altered === undefined
  } catch (error) {
    if (!isDamage(error)) throw error
    return false
  }
}
