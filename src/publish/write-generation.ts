import { randomUUID } from 'node:crypto'
import { dirname, join } from 'node:path'
import { FeedmillError } from '../errors.ts'
import type { Disk } from './disk.ts'
import { completeGenerations, GENERATIONS, generationName, publishedName } from './generations.ts'
import { MANIFEST, type Manifest } from './manifest.ts'
import type { PublicationPlan } from './plan-publication.ts'
import { writeDocuments } from './write-documents.ts'

export interface WriteGenerationOptions {
  disk: Disk
  published: string | undefined
  rewrite?: boolean | undefined
  signal?: AbortSignal | undefined
}

/**
 * Publishes a plan in `outDir`: the files of a new generation, then its manifest, all forced to the disk, then one rename
 * of the link `current`. Until that rename, the old generation is published, whole; it stays for one more. What was
 * written of a generation that could not be published is removed.
 *
 * Until it is complete, a generation has a name of its own, so that a run that hung and was given up cannot write into
 * that of a later one.
 *
 * @param options.published the folder name of the generation that the plan was made from
 * @param options.rewrite whether to take over none of its files, since they are damaged
 * @param options.signal gives up while nothing is published yet
 * @returns the number of the generation
 * @throws FeedmillError `publication-failed` where another process published meanwhile, else what the disk says
 */
export async function writeGeneration(
  outDir: string,
  plan: PublicationPlan,
  { disk, published, rewrite, signal }: WriteGenerationOptions,
): Promise<number> {
  const attempt = randomUUID()
  const generations = join(outDir, GENERATIONS)
  const draft = join(generations, attempt)
  const link = join(outDir, `current.${attempt}`)
  try {
    await disk.makeFolder(draft)
    const folders = foldersAbove(plan.documents.map(({ path }) => path))
    for (const path of folders) await disk.makeFolder(join(draft, path))
    const kept = published === undefined || rewrite ? undefined : join(generations, published)
    const files = await writeDocuments(draft, plan, { disk, kept, signal })
    const generation = await nextNumber(generations, plan.manifest, disk)
    const manifest: Manifest = { ...plan.manifest, generation, files }
    await disk.writeDurably(join(draft, MANIFEST), `${JSON.stringify(manifest, null, 1)}\n`)
    for (const path of [...folders, '']) await disk.syncFolder(join(draft, path))
    const name = generationName(generation)
    await checkPublished(outDir, published, disk)
    await disk.makeLink(join(GENERATIONS, name), link)
    signal?.throwIfAborted()
    await disk.rename(draft, join(generations, name))
    await disk.syncFolder(generations)
    signal?.throwIfAborted()
    await disk.rename(link, join(outDir, 'current'))
    await disk.syncFolder(outDir)
    await removeOld(outDir, [name, published], disk)
    return generation
  } catch (error) {
    for (const path of [draft, link]) await disk.remove(path).catch(() => undefined)
    throw error
  }
}

/** The number after that of every generation that there is. */
async function nextNumber(generations: string, { generation }: Manifest, disk: Disk): Promise<number> {
  const numbers = (await disk.list(generations)).filter((name) => /^\d+$/.test(name)).map(Number)
  return Math.max(generation, ...numbers.map((number) => number + 1))
}

/** Every folder that the paths are in, each after the one it is in. */
function foldersAbove(paths: readonly string[]): string[] {
  const folders = new Set<string>()
  for (const path of paths) {
    for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) folders.add(folder)
  }
  return [...folders].sort()
}

/** Makes sure that no other process has published since the plan was made. */
async function checkPublished(outDir: string, expected: string | undefined, disk: Disk): Promise<void> {
  const published = await publishedName(outDir, disk)
  if (published === expected) return
  throw new FeedmillError(
    'publication-failed',
    `OUT_DIR "${outDir}": generation ${published} was published by another process meanwhile`,
    'Let only one process write to OUT_DIR; the next run goes on from what is there.',
  )
}

async function removeOld(outDir: string, kept: readonly (string | undefined)[], disk: Disk): Promise<void> {
  for (const name of await completeGenerations(outDir, disk)) {
    if (!kept.includes(name)) await disk.remove(join(outDir, GENERATIONS, name))
  }
}
