import { forEachConcurrent } from '../../concurrency/for-each-concurrent.ts'
import { type PackedTexts, packTexts } from '../../feeds/mix/article-texts.ts'
import type { MixIndexDocument, MixSite } from '../../feeds/mix/index-documents.ts'
import { parsePart } from '../../feeds/mix/index-part.ts'
import { type MixShard, packShard } from '../../feeds/mix/mix-shard.ts'
import type { PageIndex } from '../../model/item-index.ts'
import { paths } from '../../site/urls.ts'
import type { Generation, PublishedFile } from '../load-generation.ts'

/** Parts to read at a time: enough for a bucket, where each takes long. */
const CONCURRENCY = 16

/** What the index says of the articles of a page. */
interface Part {
  shard: MixShard
  texts: PackedTexts
  items: PageIndex
}

interface IndexedPage extends Omit<Part, 'shard'> {
  /** Undefined for the subscription document. */
  name: string | undefined
}

/** The index of a generation, in memory. */
export interface MixIndex {
  site: MixSite
  /** Newest first. */
  shards: MixShard[]
  /** The pages that the shards describe. */
  pages: IndexedPage[]
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
    const names = [undefined, ...archives]
    const parts = new Map<string, Part>()
    await forEachConcurrent(
      names,
      async (name) => {
        const file = fileAt(files, name)
        parts.set(file.sha256, known.get(file.sha256) ?? packPart(String(await file.read('identity'))))
      },
      CONCURRENCY,
    )
    known = parts
    const pages = names.map((name) => ({ name, ...(parts.get(fileAt(files, name).sha256) as Part) }))
    return { site, shards: pages.map(({ shard }) => shard), pages }
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
  const { shard, texts, items } = parsePart(text)
  return { shard: packShard(shard), texts: packTexts(texts), items: packItems(items) }
}

function packItems(items: PageIndex): PageIndex {
  const packed = Object.entries(items).map(([format, { starts, ends, checks }]) => [
    format,
    { starts: Uint32Array.from(starts), ends: Uint32Array.from(ends), checks: Uint32Array.from(checks) },
  ])
  return Object.fromEntries(packed)
}

function fileAt(files: Generation['files'], page: string | undefined): PublishedFile {
  const file = files.get(paths.mixShard(page))
  if (!file) throw new Error(`${paths.mixShard(page)} is not published`)
  return file
}
