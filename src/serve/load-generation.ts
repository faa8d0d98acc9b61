import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { FeedmillError, messageOf } from '../errors.ts'
import { disk } from '../publish/disk.ts'
import { completeGenerations, GENERATIONS, publishedName } from '../publish/generations.ts'
import { type Manifest, type ManifestFile, readManifest } from '../publish/manifest.ts'

/** A published file in memory. */
export interface PublishedFile extends ManifestFile {
  body: Buffer
}

/** A generation as it is served: whole, checked and never changed. */
export interface Generation extends Omit<Manifest, 'files'> {
  files: ReadonlyMap<string, PublishedFile>
}

/** What can be served of what is published. */
export interface Loaded {
  generation: Generation | undefined
  /** Why the generation in service is not the published one. */
  damage: FeedmillError | undefined
}

/**
 * Loads the generation that is published in `outDir`, checking each file against the manifest's hash. Where it is
 * damaged, the newest other one that is whole takes its place; before the first publication there is none.
 */
export async function loadGeneration(outDir: string): Promise<Loaded> {
  let damage: FeedmillError | undefined
  try {
    const published = await publishedName(outDir, disk)
    if (published === undefined) return { generation: undefined, damage }
    return { generation: await loadWhole(join(outDir, GENERATIONS, published)), damage }
  } catch (error) {
    if (!(error instanceof FeedmillError)) throw error
    damage = error
  }
  for (const name of await completeGenerations(outDir, disk)) {
    const generation = await loadWhole(join(outDir, GENERATIONS, name)).catch(() => undefined)
    if (generation) return { generation, damage }
  }
  return { generation: undefined, damage }
}

async function loadWhole(folder: string): Promise<Generation> {
  const manifest = await readManifest(folder, disk)
  const files = new Map<string, PublishedFile>()
  for (const file of manifest.files) {
    files.set(file.path, { ...file, body: await readChecked(join(folder, file.path), file.sha256) })
  }
  return { ...manifest, files }
}

async function readChecked(path: string, sha256: string): Promise<Buffer> {
  let body: Buffer
  try {
    body = await readFile(path)
  } catch (error) {
    throw damaged(path, messageOf(error))
  }
  const isWhole = createHash('sha256').update(body).digest('hex') === sha256
  if (!isWhole) throw damaged(path, 'its bytes are not those of the manifest')
  return body
}

function damaged(path: string, reason: string): FeedmillError {
  const remedy = 'Nothing needs doing: the next run publishes it anew. If it happens again, see to the disk.'
  return new FeedmillError('publication-damaged', `"${path}" cannot be served: ${reason}`, remedy)
}
