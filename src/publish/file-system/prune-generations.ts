import { join } from 'node:path'
import type { FileSystem } from '../../file-system.ts'
import { sizesOf } from '../file-sizes.ts'
import type { Manifest } from '../manifest.ts'
import type { Revision } from '../store.ts'
import { inspectFiles } from './find-damage.ts'
import { GENERATIONS, isRecyclable, isUnprepared, listComplete } from './generations.ts'
import { nameOf, readRevisionOf } from './manifest-file.ts'
import { type Recyclable, recyclableDirectory } from './recyclable.ts'
import { reasonWhy, removeAside, removeGeneration, removeManifest } from './remove-stale.ts'
import { systemCode } from './system-error.ts'
import { tryRename } from './try-rename.ts'

/** A generation's contents, and the revision that distinguishes it from others with its name. */
export interface KnownGeneration {
  revision: Revision
  manifest: Manifest
}

/** What was done with old generations. */
export interface Pruned {
  /** The tree that was set aside, if its documents are known. */
  recyclable: Recyclable | undefined
  /** Why other generations could not be removed. */
  failures: string[]
}

/**
 * Removes complete generations older than the current one, except a spare, and one that is set aside to be recycled. Never
 * touches newer ones: an abandoned run may get here long after another run has published.
 *
 * @param options.spare the previous generation; if it is lost, the newest one is kept
 * @param options.reusable the generation that is set aside for the next one, if this process knows it
 */
export async function pruneGenerations(
  outDir: string,
  current: string,
  {
    spare,
    reusable,
    fileSystem,
  }: { spare: string | undefined; reusable: KnownGeneration | undefined; fileSystem: FileSystem },
): Promise<Pruned> {
  const generations = join(outDir, GENERATIONS)
  const unused = (await fileSystem.list(generations)).filter((name) => isRecyclable(name) || isUnprepared(name))
  const before = (await listComplete(outDir, fileSystem)).filter((name) => Number(name) < Number(current))
  const kept = before.find((name) => name === spare) ?? before[0]
  const [newest, ...others] = before.filter((name) => name !== kept)
  const failures: (string | undefined)[] = []
  let recyclable: Recyclable | undefined
  const attempt = async (name: string, work: () => Promise<unknown>) =>
    failures.push(await reasonWhy(join(GENERATIONS, name), work))
  for (const name of unused) await attempt(name, () => removeAside(outDir, name, fileSystem))
  if (newest !== undefined) {
    await attempt(newest, async () => {
      recyclable = await recycle(outDir, newest, { reusable, fileSystem })
    })
  }
  for (const name of others) await attempt(name, () => removeGeneration(outDir, name, fileSystem))
  return { recyclable, failures: failures.filter((failure) => failure !== undefined) }
}

/** Sets a generation aside as a recyclable tree, and returns that, if its documents are known. */
async function recycle(
  outDir: string,
  name: string,
  { reusable, fileSystem }: { reusable: KnownGeneration | undefined; fileSystem: FileSystem },
): Promise<Recyclable | undefined> {
  const isKnown = reusable && name === nameOf(reusable.revision) && (await isUnchanged(outDir, reusable, fileSystem))
  const generations = join(outDir, GENERATIONS)
  const directory = recyclableDirectory(outDir)
  await removeManifest(outDir, name, fileSystem)
  try {
    if (!(await tryRename(join(generations, name), directory, fileSystem))) return undefined
  } catch (error) {
    if (systemCode(error) !== 'EXDEV') throw error
    await removeAside(outDir, name, fileSystem)
    return undefined
  }
  // Later changes to it must not appear under its former number.
  await fileSystem.syncDirectory(generations)
  return isKnown ? { directory, files: reusable.manifest.files, others: [] } : undefined
}

async function isUnchanged(
  outDir: string,
  { revision, manifest: { files } }: KnownGeneration,
  fileSystem: FileSystem,
): Promise<boolean> {
  const name = nameOf(revision)
  if ((await readRevisionOf(outDir, name, fileSystem)) !== revision) return false
  const { lost } = await inspectFiles(join(outDir, GENERATIONS, name), sizesOf(files), { fileSystem })
  return lost === undefined
}
