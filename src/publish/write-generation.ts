import { mkdir, open, readdir, readlink, rename, rm, symlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { FeedmillError, messageOf } from '../errors.ts'
import { MANIFEST } from './manifest.ts'
import type { PublicationPlan } from './plan-publication.ts'

/**
 * Publishes a plan in `outDir`: the files of a new generation, then its manifest, all forced to the disk, then one rename
 * of the link `current`. Until that rename, the old generation is published, whole; it stays for one more.
 *
 * @returns the number of the generation
 * @throws FeedmillError `publication-failed`
 */
export async function writeGeneration(outDir: string, { documents, manifest }: PublicationPlan): Promise<number> {
  const generations = join(outDir, 'generations')
  try {
    await mkdir(generations, { recursive: true })
    const existing = await readdir(generations)
    const generation = Math.max(manifest.generation, ...existing.map((name) => (Number.parseInt(name, 10) || 0) + 1))
    const name = String(generation).padStart(6, '0')
    const folder = join(generations, name)
    const folders = new Set<string>([folder])
    for (const { path, body } of documents) {
      const file = join(folder, path)
      folders.add(dirname(file))
      await mkdir(dirname(file), { recursive: true })
      await writeDurably(file, body)
    }
    await writeDurably(join(folder, MANIFEST), `${JSON.stringify({ ...manifest, generation }, null, 1)}\n`)
    for (const written of [...folders, generations]) await sync(written)
    const previous = await publishedGeneration(outDir)
    await pointCurrentAt(outDir, join('generations', name))
    for (const old of existing) {
      if (old !== previous) await rm(join(generations, old), { recursive: true, force: true })
    }
    return generation
  } catch (error) {
    throw new FeedmillError(
      'publication-failed',
      `OUT_DIR "${outDir}" cannot be written: ${messageOf(error)}`,
      'Give it the room and the rights it needs; what was published before is still in service.',
      { cause: error },
    )
  }
}

/** The name of the generation that `current` points at, or undefined before the first one. */
async function publishedGeneration(outDir: string): Promise<string | undefined> {
  return basename(await readlink(join(outDir, 'current')).catch(() => '')) || undefined
}

async function pointCurrentAt(outDir: string, target: string): Promise<void> {
  const next = join(outDir, 'current.next')
  await rm(next, { force: true })
  await symlink(target, next)
  await rename(next, join(outDir, 'current'))
  await sync(outDir)
}

async function writeDurably(path: string, body: string): Promise<void> {
  const file = await open(path, 'w')
  try {
    await file.writeFile(body)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function sync(folder: string): Promise<void> {
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
