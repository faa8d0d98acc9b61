import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { FeedmillError } from '../../errors.ts'
import type { FileSystem } from '../../file-system.ts'
import type { Document } from '../../model/document.ts'
import type { Effort } from '../compression.ts'
import type { Manifest, ManifestFile } from '../manifest.ts'
import { type Changes, type Contents, compareManifests } from '../plan.ts'
import { makeDocuments } from '../write-documents.ts'
import { GENERATIONS, generationName, publishedName, type Retired } from './generations.ts'
import { draftGeneration } from './staging.ts'

export interface WriteGenerationOptions {
  fileSystem: FileSystem
  /** What is published now. */
  previous: Manifest | undefined
  /** The folder name of the generation that it is. */
  published: string | undefined
  /** A generation whose folder may be taken. */
  retired?: Retired | undefined
  /** Whether what is published of a document is what would be made of it. */
  isCurrent: (document: Document) => boolean
  /** Whether to take over none of its files, and to publish even if nothing differs, since they are damaged. */
  rewrite?: boolean | undefined
  /** Whether readers wait: then nothing is compressed as well as it can be. */
  isHurried?: boolean | undefined
  /** Is asked just before the generation is put in its place; it throws where that must not happen. */
  confirm?: (() => Promise<void>) | undefined
  /** Do everything but write. */
  dryRun?: boolean | undefined
  now: Date
  /** Gives up while nothing is published yet. */
  signal?: AbortSignal | undefined
}

/** What was published. */
export interface Published extends Changes {
  /** The manifest of what is published now, or would be. */
  manifest: Manifest
  /** The folder name of the generation that was written; undefined where nothing differed. */
  name: string | undefined
}

/**
 * Publishes in `outDir` what differs from what is published: the files of a new generation, then its manifest, all forced
 * to the disk, then one rename of the link `current`. Until that rename, the old generation is published, whole. What was
 * written of a generation that could not be published is removed.
 *
 * Until it is complete, a generation has a name of its own, so that a run that hung and was given up cannot write into
 * that of a later one.
 *
 * @throws FeedmillError `publication-failed` where another process published meanwhile, else what the disk says
 */
export async function writeGeneration(
  outDir: string,
  publication: { documents: readonly Document[]; contents: Contents },
  {
    fileSystem,
    previous,
    published,
    retired,
    isCurrent,
    rewrite = false,
    isHurried = false,
    confirm,
    dryRun = false,
    now,
    signal,
  }: WriteGenerationOptions,
): Promise<Published> {
  const attempt = randomUUID()
  const generations = join(outDir, GENERATIONS)
  const folder = join(generations, attempt)
  const link = join(outDir, `current.${attempt}`)
  const before = new Map(previous?.files.map((file) => [file.path, file]))
  const kept = published === undefined || rewrite ? undefined : join(generations, published)
  const paths = publication.documents.map(({ path }) => path)
  const draft = draftGeneration(folder, paths, { retired, fileSystem })
  const isCompressed = (file: ManifestFile | undefined) => Object.keys(file?.encodings ?? {}).length > 0
  const isKept = (file: ManifestFile) =>
    kept !== undefined && isCompressed(file) && before.get(file.path)?.sha256 === file.sha256
  const write = async (file: ManifestFile, body: Buffer, effort: Effort): Promise<ManifestFile> =>
    isKept(file) ? file : draft.write(file, body, effort)
  try {
    const files = await makeDocuments(publication.documents, {
      before,
      isCurrent: (document) => !rewrite && isCompressed(before.get(document.path)) && isCurrent(document),
      write: dryRun ? undefined : write,
      isHurried,
      now,
      signal,
    })
    const contents = { ...publication.contents, files }
    const changes = compareManifests(contents, previous)
    if (dryRun || !(changes.isNeeded || rewrite)) {
      return { ...changes, manifest: { generation: previous?.generation ?? 0, ...contents }, name: undefined }
    }
    if (kept) await draft.share(kept, files.filter(isKept))
    const generation = await nextNumber(generations, previous, fileSystem)
    const manifest: Manifest = { ...contents, generation }
    await draft.complete(manifest)
    const name = generationName(generation)
    await confirm?.()
    await checkPublished(outDir, published, fileSystem)
    await fileSystem.makeLink(join(GENERATIONS, name), link)
    signal?.throwIfAborted()
    await fileSystem.rename(folder, join(generations, name))
    await fileSystem.syncDirectory(generations)
    signal?.throwIfAborted()
    await fileSystem.rename(link, join(outDir, 'current'))
    await fileSystem.syncDirectory(outDir)
    return { ...changes, manifest, name }
  } catch (error) {
    for (const path of [folder, link]) await fileSystem.remove(path).catch(() => undefined)
    throw error
  }
}

/** The number after that of every generation that there is. */
async function nextNumber(
  generations: string,
  previous: Manifest | undefined,
  fileSystem: FileSystem,
): Promise<number> {
  const numbers = (await fileSystem.list(generations)).filter((name) => /^\d+$/.test(name)).map(Number)
  return Math.max(previous?.generation ?? 0, ...numbers) + 1
}

/** Makes sure that no other process has published since the plan was made. */
async function checkPublished(outDir: string, expected: string | undefined, fileSystem: FileSystem): Promise<void> {
  const published = await publishedName(outDir, fileSystem)
  if (published === expected) return
  throw new FeedmillError(
    'publication-failed',
    `OUT_DIR "${outDir}": generation ${published} was published by another process meanwhile`,
    'Let only one process write to OUT_DIR; the next run goes on from what is there.',
  )
}
