import { dirname, join } from 'node:path'
import { messageOf } from '../../errors.ts'
import type { FileSystem } from '../../file-system.ts'
import type { Manifest } from '../manifest.ts'
import type { CommitOptions, Committed, Revision } from '../store.ts'
import { CURRENT, GENERATIONS, generationName, isGeneration, ownerOfManifest, readCurrent } from './generations.ts'
import { formatRevision, nameOf, readRevisionOf } from './manifest-file.ts'

/** A generation that is all on the disk, but for its manifest. */
export interface StagedGeneration {
  /** The name of its tree in `generations/`. */
  name: string
  /** Its link until that becomes `current`, below `OUT_DIR`. */
  link: string
  base: Revision | undefined
  contents: Omit<Manifest, 'generation'>
}

/**
 * Publishes a staged generation: its manifest, then its number, then one rename of the link `current`. Until that rename, the
 * old generation is published, whole. To be called while the lock is held.
 */
export async function commitGeneration(
  outDir: string,
  { name: stagedName, link, base, contents }: StagedGeneration,
  { fileSystem, confirm, signal }: CommitOptions & { fileSystem: FileSystem },
): Promise<Committed | 'conflict'> {
  const generations = join(outDir, GENERATIONS)
  const staged = join(generations, stagedName)
  const generation = await nextNumber(generations, base, fileSystem)
  const name = generationName(generation)
  const manifest: Manifest = { ...contents, generation }
  await fileSystem.writeDurably(`${staged}.json`, `${JSON.stringify(manifest)}\n`)
  const revision = formatRevision(name, await fileSystem.inspect(`${staged}.json`))
  await confirm?.()
  if ((await readCurrentRevision(outDir, fileSystem)) !== base) return 'conflict'
  await fileSystem.symlink(join(GENERATIONS, name), join(outDir, link))
  signal?.throwIfAborted()
  await fileSystem.rename(staged, join(generations, name))
  signal?.throwIfAborted()
  await fileSystem.rename(`${staged}.json`, join(generations, `${name}.json`))
  await fileSystem.syncDirectory(generations)
  if (base === undefined) await syncNewDirectories(outDir, fileSystem)
  signal?.throwIfAborted()
  await fileSystem.rename(join(outDir, link), join(outDir, CURRENT))
  const warnings: string[] = []
  await fileSystem.syncDirectory(outDir).catch((error: unknown) => {
    warnings.push(`a loss of power may undo the publication: ${messageOf(error)}`)
  })
  return { revision, manifest, warnings }
}

/** Forces the names of `generations`, of `outDir` and of what it is in to the disk: before the first publication they may be new. */
async function syncNewDirectories(outDir: string, fileSystem: FileSystem): Promise<void> {
  await fileSystem.syncDirectory(outDir)
  for (let directory = outDir; directory !== dirname(directory); directory = dirname(directory)) {
    // Those of others may not be readable, and are older.
    await fileSystem.syncDirectory(dirname(directory)).catch(() => undefined)
  }
}

/** The revision of the generation that `current` points to. */
export async function readCurrentRevision(outDir: string, fileSystem: FileSystem): Promise<Revision | undefined> {
  const name = await readCurrent(outDir, fileSystem)
  return name === undefined ? undefined : readRevisionOf(outDir, name, fileSystem)
}

/** The number after that of every generation that there is, complete or not. */
async function nextNumber(generations: string, base: Revision | undefined, fileSystem: FileSystem): Promise<number> {
  const names = [...(await fileSystem.list(generations)), nameOf(base ?? '')]
  const numbers = names
    .map((name) => ownerOfManifest(name) ?? name)
    .filter(isGeneration)
    .map(Number)
  return Math.max(0, ...numbers) + 1
}
