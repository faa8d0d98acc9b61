import { createHash } from 'node:crypto'
import { readFile, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { FeedmillError, messageOf } from '../errors.ts'
import { type Manifest, type ManifestFile, readCurrentManifest } from '../publish/manifest.ts'

/** A published file in memory. */
export interface PublishedFile extends ManifestFile {
  body: Buffer
}

/** A generation as it is served: whole, checked and never changed. */
export interface Generation extends Omit<Manifest, 'files'> {
  files: ReadonlyMap<string, PublishedFile>
}

/**
 * Loads the generation that is published in `outDir`, checking each file against the manifest's hash.
 *
 * @returns undefined before the first publication
 * @throws FeedmillError `publication-damaged`
 */
export async function loadGeneration(outDir: string): Promise<Generation | undefined> {
  const manifest = readCurrentManifest(outDir)
  if (!manifest) return undefined
  const folder = await realpath(join(outDir, 'current'))
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
  if (createHash('sha256').update(body).digest('hex') !== sha256)
    throw damaged(path, 'its bytes are not those of the manifest')
  return body
}

function damaged(path: string, reason: string): FeedmillError {
  const remedy = 'Restore the file from a copy, or remove "current" and generate anew.'
  return new FeedmillError('publication-damaged', `"${path}" cannot be served: ${reason}`, remedy)
}
