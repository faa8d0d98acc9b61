import { join } from 'node:path'
import type { FileSystem } from '../../file-system.ts'
import { sizesOf } from '../file-sizes.ts'
import type { Manifest } from '../manifest.ts'
import type { Revision } from '../store.ts'
import { GENERATIONS, isRecyclable, listComplete } from './generations.ts'
import { nameOf, readRevisionOf } from './manifest-file.ts'
import { type Recyclable, recyclableDirectory } from './recyclable.ts'
import { removeAside, removeGeneration, removeManifest } from './remove-stale.ts'
import { tryRename } from './try-rename.ts'
import { findDamage } from './verify-sizes.ts'

/** A generation's contents, and the revision that distinguishes it from others with its name. */
export interface KnownGeneration {
  revision: Revision
  manifest: Manifest
}

/**
 * Removes complete generations older than the current one, except a spare. Never touches newer ones: an abandoned run may get
 * here long after another run has published.
 *
 * @param options.spare the previous generation; if it is lost, the newest one is kept
 * @param options.reusable set aside for the next generation instead, if it is unchanged
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
  const unused = (await fileSystem.list(generations)).filter(isRecyclable)
  const before = (await listComplete(outDir, fileSystem)).filter((name) => Number(name) < Number(current))
  const kept = before.find((name) => name === spare) ?? before[0]
  let recyclable: Recyclable | undefined
  for (const name of unused) await removeAside(outDir, name, fileSystem)
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
  // Later changes to it must not appear under its former number.
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
  return (await findDamage(join(outDir, GENERATIONS, name), sizesOf(files), fileSystem)) === undefined
}
