import { forEachConcurrent } from '../../concurrency/for-each-concurrent.ts'
import type { MixIndexDocument, MixSite } from '../../feeds/mix/index-documents.ts'
import { type MixShard, packShard, parseShard } from '../../feeds/mix/mix-shard.ts'
import { paths } from '../../site/urls.ts'
import type { Generation, PublishedFile } from '../load-generation.ts'

/** Parts to read at a time: enough for a bucket, where each takes long. */
const CONCURRENCY = 16

/** The index of a generation, in memory. */
export interface MixIndex {
  site: MixSite
  /** Newest first. */
  shards: MixShard[]
  /** The names of the pages that the shards describe; undefined for the subscription document. */
  pages: (string | undefined)[]
}

/**
 * Creates a function that loads the index of a generation on the first request, and keeps it as long as the generation. Only parts
 * that the last one did not have are read. There is none if an earlier version published the generation.
 */
export function createMixIndexLoader(): (generation: Generation) => Promise<MixIndex> | undefined {
  const loading = new WeakMap<Generation, Promise<MixIndex>>()
  let known: ReadonlyMap<string, MixShard> = new Map()
  const load = async ({ files }: Generation, root: PublishedFile): Promise<MixIndex> => {
    const { site, archives }: MixIndexDocument = JSON.parse(String(await root.read('identity')))
    const pages = [undefined, ...archives]
    const shards = new Map<string, MixShard>()
    const hashes = pages.map((page) => fileAt(files, page).sha256)
    await forEachConcurrent(
      pages,
      async (page) => {
        const file = fileAt(files, page)
        const shard = known.get(file.sha256) ?? packShard(parseShard(String(await file.read('identity'))))
        shards.set(file.sha256, shard)
      },
      CONCURRENCY,
    )
    known = shards
    return { site, pages, shards: hashes.map((sha256) => shards.get(sha256) as MixShard) }
  }
  return (generation) => {
    const started = loading.get(generation)
    const root = generation.files.get(paths.mixIndex)
    if (started || !root) return started
    const index = load(generation, root)
    loading.set(generation, index)
    // The next request tries again.
    index.catch(() => loading.delete(generation))
    return index
  }
}

function fileAt(files: Generation['files'], page: string | undefined): PublishedFile {
  const file = files.get(paths.mixShard(page))
  if (!file) throw new Error(`${paths.mixShard(page)} is not published`)
  return file
}
