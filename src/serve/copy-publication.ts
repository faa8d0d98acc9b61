import { z } from 'zod'
import { forEachConcurrent } from '../concurrency/for-each-concurrent.ts'
import { FeedmillError } from '../errors.ts'
import { createJsonState } from '../publish/json-state.ts'
import { type ManifestFile, variantHashes, variantsOf } from '../publish/manifest.ts'
import { isDamage } from '../publish/read-previous.ts'
import type { Bodies, PublicationStore, Revision } from '../publish/store.ts'

/** Documents to copy at a time. */
const CONCURRENCY = 16

const schema = z.object({
  /** The revision that was copied. */
  source: z.string(),
  /** The revision of the copy. */
  copy: z.string(),
})

export interface CopyOptions {
  /** Whether to copy all documents, because those that are there may be damaged. */
  isDamaged: boolean
  signal?: AbortSignal | undefined
}

/** The revision of the source that a store has a copy of, if that is its current publication. */
export async function readCopied(target: PublicationStore): Promise<Revision | undefined> {
  const copied = await createJsonState(target, 'copied', schema).load()
  return copied && copied.copy === (await target.readRevision()) ? copied.source : undefined
}

/**
 * Copies a publication to another store, byte for byte: what is there already stays, everything else is read and checked.
 *
 * @throws FeedmillError `publication-damaged` if a document of the source is lost or altered: then nothing is published
 */
export async function copyPublication(
  source: PublicationStore,
  revision: Revision,
  target: PublicationStore,
  { isDamaged, signal }: CopyOptions,
): Promise<void> {
  const { generation, ...contents } = await source.readManifest(revision)
  const copy = async (): Promise<void> => {
    const base = await target.readRevision()
    const before = base === undefined || isDamaged ? new Map() : await readFiles(target, base)
    const isThere = (file: ManifestFile) => variantHashes(before.get(file.path)) === variantHashes(file)
    const paths = contents.files.map(({ path }) => path)
    const staging = target.stage(base, paths, { isBaseDamaged: isDamaged })
    try {
      const missing = contents.files.filter((file) => !isThere(file))
      await forEachConcurrent(
        missing,
        async (file) => {
          signal?.throwIfAborted()
          await staging.put(file, await readBodies(source, revision, file))
        },
        CONCURRENCY,
      )
      const kept = contents.files.filter(isThere)
      if (kept.length > 0) await staging.reuse(kept)
      const committed = await staging.commit(contents, { number: generation, signal })
      if (committed === 'conflict') throw conflict()
      await createJsonState(target, 'copied', schema).save({ source: revision, copy: committed.revision })
    } catch (error) {
      await staging.abort()
      throw error
    }
    await target.prune()
  }
  await target.exclusively(copy, { signal })
}

async function readFiles(store: PublicationStore, revision: Revision): Promise<ReadonlyMap<string, ManifestFile>> {
  try {
    const { files } = await store.readManifest(revision)
    return new Map(files.map((file) => [file.path, file]))
  } catch (error) {
    if (!isDamage(error)) throw error
    return new Map()
  }
}

async function readBodies(source: PublicationStore, revision: Revision, file: ManifestFile): Promise<Bodies> {
  const bodies = variantsOf(file).map(async ({ coding }) => [coding, await source.readDocument(revision, file, coding)])
  return Object.fromEntries(await Promise.all(bodies)) as Bodies
}

function conflict(): FeedmillError {
  const hint = 'Let only one server keep its copy in a folder: give each an OUT_DIR of its own.'
  return new FeedmillError('publication-conflict', 'another process has written to OUT_DIR in the meantime', hint)
}
