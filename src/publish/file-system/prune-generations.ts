import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { type FileStat, type FileSystem, tryRename } from '../../file-system.ts'
import { MANIFEST, type ManifestFile } from '../manifest.ts'
import { completeGenerations, GENERATIONS, isRetired, type Retired, retiredName } from './generations.ts'
import { findDamage, sizesOf } from './verify-sizes.ts'

/** What a generation holds, and how to tell it from another of its name. */
export interface KnownGeneration {
  /** The name of its folder. */
  name: string
  /** The state of its manifest. */
  manifest: FileStat
  files: readonly ManifestFile[]
}

/**
 * Removes the complete generations before one, but for a spare. Those after it are never touched: a run that was given up
 * may come to this when another has published long since.
 *
 * @param options.spare the one that was in service; where that is lost, the newest is kept
 * @param options.reusable is put aside instead, for the next generation to take, where it is what it was
 */
export async function pruneGenerations(
  outDir: string,
  than: string,
  {
    spare,
    reusable,
    fileSystem,
  }: { spare: string | undefined; reusable?: KnownGeneration | undefined; fileSystem: FileSystem },
): Promise<Retired | undefined> {
  const generations = join(outDir, GENERATIONS)
  const untaken = (await fileSystem.list(generations)).filter(isRetired)
  const before = (await completeGenerations(outDir, fileSystem)).filter((name) => Number(name) < Number(than))
  const kept = before.find((name) => name === spare) ?? before[0]
  const older = before.filter((name) => name !== kept)
  let retired: Retired | undefined
  for (const name of [...untaken, ...older]) {
    const isReusable = name === reusable?.name && (await isUnchanged(join(generations, name), reusable, fileSystem))
    // Under a name that only this run knows, no other can take it while it is removed.
    const folder = join(generations, isReusable ? retiredName() : randomUUID())
    if (!(await tryRename(join(generations, name), folder, fileSystem))) continue
    if (isReusable) retired = { folder, files: reusable.files }
    else await fileSystem.remove(folder)
  }
  // What is done to a retired folder must not be found under the number that it had.
  if (retired) await fileSystem.syncDirectory(generations)
  return retired
}

async function isUnchanged(
  folder: string,
  { manifest, files }: KnownGeneration,
  fileSystem: FileSystem,
): Promise<boolean> {
  const found = await fileSystem.inspect(join(folder, MANIFEST)).catch(() => undefined)
  const isSame = found?.size === manifest.size && found.modified === manifest.modified
  return isSame && (await findDamage(folder, sizesOf(files), fileSystem)) === undefined
}
