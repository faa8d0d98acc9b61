import { join } from 'node:path'
import type { FileSystem } from '../../file-system.ts'
import type { Manifest } from '../manifest.ts'
import { GENERATIONS, generationName, type Retired, retiredName } from './generations.ts'
import { draftGeneration } from './staging.ts'

/**
 * Makes of the published generation what a retired one would be, for a process that has none to take yet, so that the
 * first that it publishes is as soon there as the later ones.
 *
 * @returns undefined where that cannot be done
 */
export async function preallocate(
  outDir: string,
  manifest: Manifest | undefined,
  fileSystem: FileSystem,
): Promise<Retired | undefined> {
  if (!manifest) return undefined
  const { generation, files } = manifest
  const generations = join(outDir, GENERATIONS)
  const folder = join(generations, retiredName())
  const paths = files.map(({ path }) => path)
  const draft = draftGeneration(folder, paths, { retired: undefined, fileSystem })
  try {
    await draft.share(join(generations, generationName(generation)), files)
    await draft.complete(manifest)
    return { folder, files }
  } catch {
    await fileSystem.remove(folder).catch(() => undefined)
    return undefined
  }
}
