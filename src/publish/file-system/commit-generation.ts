import { dirname, join } from 'node:path'
import { FeedmillError, messageOf } from '../../errors.ts'
import type { FileSystem } from '../../file-system.ts'
import type { Manifest } from '../manifest.ts'
import type { CommitOptions, Committed, Revision } from '../store.ts'
import { CURRENT, GENERATIONS, generationName, isGeneration, ownerOfManifest, readCurrent } from './generations.ts'
import { formatRevision, nameOf, readRevisionOf } from './manifest-file.ts'
import { reasonOf, systemCode } from './system-error.ts'

/** A generation that is on disk, except its manifest. */
export interface StagedGeneration {
  /** The name of its tree in `generations/`. */
  name: string
  /** The name in `OUT_DIR` of the link that becomes `current`. */
  link: string
  base: Revision | undefined
  contents: Omit<Manifest, 'generation'>
}

/**
 * Publishes a staged generation: writes its manifest, gives it its number, and renames a link to `current`. Until the last
 * rename, the old generation is current. The caller must hold the lock.
 */
export async function commitGeneration(
  outDir: string,
  { name: stagedName, link, base, contents }: StagedGeneration,
  { fileSystem, confirm, signal, number = 0 }: CommitOptions & { fileSystem: FileSystem },
): Promise<Committed | 'conflict'> {
  const generations = join(outDir, GENERATIONS)
  const staged = join(generations, stagedName)
  const generation = Math.max(number, await nextNumber(generations, base, fileSystem))
  const name = generationName(generation)
  const manifest: Manifest = { ...contents, generation }
  await fileSystem.writeDurably(`${staged}.json`, `${JSON.stringify(manifest)}\n`)
  const revision = formatRevision(name, await fileSystem.inspect(`${staged}.json`))
  await confirm?.()
  if ((await readCurrentRevision(outDir, fileSystem)) !== base) return 'conflict'
  await fileSystem.symlink(join(GENERATIONS, name), join(outDir, link)).catch((error: unknown) => {
    throw CANNOT_LINK.has(systemCode(error) ?? '') ? withoutLinks(outDir, error) : error
  })
  signal?.throwIfAborted()
  await fileSystem.rename(staged, join(generations, name))
  signal?.throwIfAborted()
  await fileSystem.rename(`${staged}.json`, join(generations, `${name}.json`))
  await fileSystem.syncDirectory(generations)
  if (base === undefined) await syncNewDirectories(outDir, fileSystem)
  signal?.throwIfAborted()
  const warnings = await replaceCurrent(outDir, { link, name, fileSystem })
  await fileSystem.syncDirectory(outDir).catch((error: unknown) => {
    warnings.push(`a power failure may undo the publication: ${messageOf(error)}`)
  })
  return { revision, manifest, warnings }
}

/** What a file system without symbolic links answers. */
const CANNOT_LINK = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'])

function withoutLinks(outDir: string, cause: unknown): FeedmillError {
  const message = `OUT_DIR "${outDir}" is on a file system without symbolic links, and "current" must be one: ${reasonOf(cause)}`
  const hint =
    'Set OUT_DIR to a folder on another file system, for example a Docker volume in place of a shared folder, or ext4 in place of FAT.'
  return new FeedmillError('publication-failed', message, hint, { cause })
}

/**
 * Renames a link to `current`. A folder in its place, as a copy without links leaves one, is kept under another name.
 *
 * @returns a warning, if there was a folder
 */
async function replaceCurrent(
  outDir: string,
  { link, name, fileSystem }: { link: string; name: string; fileSystem: FileSystem },
): Promise<string[]> {
  const current = join(outDir, CURRENT)
  try {
    await fileSystem.rename(join(outDir, link), current)
    return []
  } catch (error) {
    if (systemCode(error) !== 'EISDIR') throw error
  }
  const kept = `${CURRENT}.before-${name}`
  await moveDirectory(current, join(outDir, kept), fileSystem)
  await fileSystem.rename(join(outDir, link), current)
  return [`"${current}" was a folder in the place of the link, and is kept as ${kept}`]
}

/** Moves a directory; one in a lower layer of overlayfs cannot be renamed, but copied and removed. */
async function moveDirectory(from: string, to: string, fileSystem: FileSystem): Promise<void> {
  try {
    await fileSystem.rename(from, to)
  } catch (error) {
    if (systemCode(error) !== 'EXDEV') throw error
    await fileSystem.copyDirectory(from, to)
    await fileSystem.remove(from)
  }
}

/** Fsyncs the names of `generations`, of `outDir` and of its parents, which may be new before the first publication. */
async function syncNewDirectories(outDir: string, fileSystem: FileSystem): Promise<void> {
  await fileSystem.syncDirectory(outDir)
  for (let directory = outDir; directory !== dirname(directory); directory = dirname(directory)) {
    // A parent that is not readable belongs to someone else and is older.
    await fileSystem.syncDirectory(dirname(directory)).catch(() => undefined)
  }
}

/** Reads the revision of the generation that `current` points to. */
export async function readCurrentRevision(outDir: string, fileSystem: FileSystem): Promise<Revision | undefined> {
  const name = await readCurrent(outDir, fileSystem)
  return name === undefined ? undefined : readRevisionOf(outDir, name, fileSystem)
}

/** A number higher than those of all existing generations, complete or not. */
async function nextNumber(generations: string, base: Revision | undefined, fileSystem: FileSystem): Promise<number> {
  const names = [...(await fileSystem.list(generations)), nameOf(base ?? '')]
  const numbers = names
    .map((name) => ownerOfManifest(name) ?? name)
    .filter(isGeneration)
    .map(Number)
  return Math.max(0, ...numbers) + 1
}
