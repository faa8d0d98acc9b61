import { join } from 'node:path'
import type { FileSystem } from '../../file-system.ts'
import type { Manifest } from '../manifest.ts'
import type { Revision } from '../store.ts'
import { GENERATIONS, isRecyclable, listComplete } from './generations.ts'
import { nameOf, readRevisionOf } from './manifest-file.ts'
import { type Recyclable, recyclableDirectory } from './recyclable.ts'
import { removeAside, removeGeneration, removeManifest } from './remove-stale.ts'
import { tryRename } from './try-rename.ts'
import { findDamage } from './verify-sizes.ts'

/** What a generation holds, and the revision that tells it from another of its name. */
export interface KnownGeneration {
  revision: Revision
  manifest: Manifest
}

/**
 * Removes the complete generations before the current one, but for a spare. Those after it are never touched: a run that was
 * given up may come to this when another has published long since.
 *
 * @param options.spare the one that was current before; where that is lost, the newest is kept
 * @param options.reusable is put aside instead, for the next generation to take, where it is what it was
 */
export async function pruneGenerations(
  outDir: string,
  current: string,
  {
    spare,
    reusable,
    fileSystem,
  }: { spare: string | undefined; reusable: KnownGeneration | undefined; fileSystem: FileSystem },
): Promise<Recyclable | undefined> {
  const generations = join(outDir, GENERATIONS)
  const untaken = (await fileSystem.list(generations)).filter(isRecyclable)
  const before = (await listComplete(outDir, fileSystem)).filter((name) => Number(name) < Number(current))
  const kept = before.find((name) => name === spare) ?? before[0]
  let recyclable: Recyclable | undefined
  for (const name of untaken) await removeAside(outDir, name, fileSystem)
  for (const name of before.filter((other) => other !== kept)) {
    if (reusable && name === nameOf(reusable.revision) && (await isUnchanged(outDir, reusable, fileSystem))) {
      recyclable = await recycle(outDir, reusable, fileSystem)
    } else await removeGeneration(outDir, name, fileSystem)
  }
  return recyclable
}

async function recycle(
  outDir: string,
  { revision, manifest: { files } }: KnownGeneration,
  fileSystem: FileSystem,
): Promise<Recyclable | undefined> {
  const generations = join(outDir, GENERATIONS)
  const directory = recyclableDirectory(outDir)
  await removeManifest(outDir, nameOf(revision), fileSystem)
  if (!(await tryRename(join(generations, nameOf(revision)), directory, fileSystem))) return undefined
  // What is done to it must not be found under the number that it had.
  await fileSystem.syncDirectory(generations)
  return { directory, files }
}

async function isUnchanged(
  outDir: string,
  { revision, manifest: { files } }: KnownGeneration,
  fileSystem: FileSystem,
): Promise<boolean> {
  const name = nameOf(revision)
  if ((await readRevisionOf(outDir, name, fileSystem)) !== revision) return false
  return (await findDamage(join(outDir, GENERATIONS, name), files, fileSystem)) === undefined
}
