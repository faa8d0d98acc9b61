import { forEachConcurrent } from '../../concurrency/for-each-concurrent.ts'
import { type ArticleText, packTexts } from '../../feeds/mix/article-texts.ts'
import type { MixIndexDocument, MixSite } from '../../feeds/mix/index-documents.ts'
import { type MixShard, packShard, parseShard } from '../../feeds/mix/mix-shard.ts'
import { paths } from '../../site/urls.ts'
import type { Generation, PublishedFile } from '../load-generation.ts'

/** Parts to read at a time: enough for a bucket, where each takes long. */
const CONCURRENCY = 16

interface Part {
  shard: MixShard
  textAt: (position: number) => ArticleText
}

/** The index of a generation, in memory. */
export interface MixIndex {
  site: MixSite
  /** Newest first. */
  shards: MixShard[]
  /** Reads what digests show of the article at a position of a shard, for each shard. */
  texts: ((position: number) => ArticleText)[]
  /** The names of the pages that the shards describe; undefined for the subscription document. */
  pages: (string | undefined)[]
}

/**
 * Creates a function that loads the index of a generation on the first request, and keeps it as long as the generation. Only parts
 * that the last one did not have are read. There is none if an earlier version published the generation.
 */
export function createMixIndexLoader(): (generation: Generation) => Promise<MixIndex> | undefined {
  const loading = new WeakMap<Generation, Promise<MixIndex>>()
  let known: ReadonlyMap<string, Part> = new Map()
  const load = async ({ files }: Generation, root: PublishedFile): Promise<MixIndex> => {
    const { site, archives }: MixIndexDocument = JSON.parse(String(await root.read('identity')))
    const pages = [undefined, ...archives]
    const parts = new Map<string, Part>()
    const hashes = pages.map((page) => fileAt(files, page).sha256)
    await forEachConcurrent(
      pages,
      async (page) => {
        const file = fileAt(files, page)
        parts.set(file.sha256, known.get(file.sha256) ?? packPart(String(await file.read('identity'))))
      },
      CONCURRENCY,
    )
    known = parts
    const inOrder = hashes.map((sha256) => parts.get(sha256) as Part)
    return { site, pages, shards: inOrder.map(({ shard }) => shard), texts: inOrder.map(({ textAt }) => textAt) }
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

function packPart(text: string): Part {
  const { shard, texts } = parseShard(text)
  return { shard: packShard(shard), textAt: packTexts(texts) }
}

function fileAt(files: Generation['files'], page: string | undefined): PublishedFile {
  const file = files.get(paths.mixShard(page))
  if (!file) throw new Error(`${paths.mixShard(page)} is not published`)
  return file
}
