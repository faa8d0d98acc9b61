import { dirname, join } from 'node:path'
import { FeedmillError } from '../errors.ts'
import type { Disk } from './disk.ts'
import { completeGenerations, GENERATIONS, generationName, publishedName } from './generations.ts'
import { MANIFEST } from './manifest.ts'
import type { PublicationPlan } from './plan-publication.ts'

/** The manifest's name while it is being written. */
const DRAFT = `${MANIFEST}.next`

/**
 * Publishes a plan in `outDir`: the files of a new generation, then its manifest, all forced to the disk, then one rename
 * of the link `current`. Until that rename, the old generation is published, whole; it stays for one more. What was
 * written of a generation that could not be published is removed.
 *
 * @param options.published the folder name of the generation that the plan was made from
 * @param options.signal gives up while nothing is published yet
 * @returns the number of the generation
 * @throws FeedmillError `publication-failed` where another process published meanwhile, else what the disk says
 */
export async function writeGeneration(
  outDir: string,
  { documents, manifest }: PublicationPlan,
  { disk, published, signal }: { disk: Disk; published: string | undefined; signal?: AbortSignal },
): Promise<number> {
  const generations = join(outDir, GENERATIONS)
  let folder: string | undefined
  try {
    const existing = await disk.list(generations)
    const generation = Math.max(manifest.generation, ...existing.map((name) => (Number.parseInt(name, 10) || 0) + 1))
    const name = generationName(generation)
    folder = join(generations, name)
    const folders = new Set([folder, ...documents.map(({ path }) => dirname(join(generations, name, path)))])
    await disk.makeFolder(generations)
    await disk.makeNewFolder(folder)
    for (const path of folders) await disk.makeFolder(path)
    for (const { path, body } of documents) {
      await disk.writeDurably(join(folder, path), body)
      signal?.throwIfAborted()
    }
    await disk.writeDurably(join(folder, DRAFT), `${JSON.stringify({ ...manifest, generation }, null, 1)}\n`)
    await disk.rename(join(folder, DRAFT), join(folder, MANIFEST))
    for (const path of [...folders, generations]) await disk.syncFolder(path)
    signal?.throwIfAborted()
    await swap(outDir, join(GENERATIONS, name), { disk, expected: published })
    await removeOld(outDir, name, published, disk)
    return generation
  } catch (error) {
    if (folder && folder !== join(generations, (await publishedName(outDir, disk).catch(() => undefined)) ?? '')) {
      await disk.remove(folder).catch(() => undefined)
      await disk.remove(join(outDir, 'current.next')).catch(() => undefined)
    }
    throw error
  }
}

/** Points `current` at a generation, unless it no longer points at the one that the plan was made from. */
async function swap(
  outDir: string,
  target: string,
  { disk, expected }: { disk: Disk; expected: string | undefined },
): Promise<void> {
  const published = await publishedName(outDir, disk)
  if (published !== expected) {
    throw new FeedmillError(
      'publication-failed',
      `OUT_DIR "${outDir}": generation ${published} was published by another process meanwhile`,
      'Let only one process write to OUT_DIR; the next run goes on from what is there.',
    )
  }
  const next = join(outDir, 'current.next')
  await disk.remove(next)
  await disk.makeLink(target, next)
  await disk.rename(next, join(outDir, 'current'))
  await disk.syncFolder(outDir)
}

async function removeOld(outDir: string, current: string, previous: string | undefined, disk: Disk): Promise<void> {
  for (const name of await completeGenerations(outDir, disk)) {
    if (name !== current && name !== previous) await disk.remove(join(outDir, GENERATIONS, name))
  }
}
