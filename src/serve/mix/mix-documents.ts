import { LRUCache } from 'lru-cache'
import { createQueue } from '../../concurrency/create-queue.ts'
import { periodAt } from '../../feeds/mix/period-at.ts'
import { compress, decompress } from '../../publish/compression.ts'
import { describeBytes } from '../../publish/describe-bytes.ts'
import { paths } from '../../site/urls.ts'
import type { Generation, PublishedFile } from '../load-generation.ts'
import { assembleMix, type Mix } from './assemble-mix.ts'
import type { MixIndex } from './load-mix-index.ts'

/** The size of the cache of mixes. */
const MAX_CACHE_BYTES = 32 * 1024 * 1024

/** What an entry takes besides its compressed bytes. */
const ENTRY_BYTES = 2000

/** The most mixes that wait to be assembled. */
const MAX_WAITING = 200

interface MixInput {
  mix: Mix
  index: MixIndex
  generation: Generation
  now: Date
}

/**
 * Creates a function that returns the document of a mix, from a cache until another generation is in service or another period
 * begins. One is assembled at a time, so that other requests are answered in between.
 *
 * @returns undefined if too many are waiting
 */
export function createMixDocuments(): (input: MixInput) => Promise<PublishedFile> | undefined {
  const inTurn = createQueue()
  let waiting = 0
  const cache = new LRUCache<string, PublishedFile, MixInput>({
    maxSize: MAX_CACHE_BYTES,
    sizeCalculation: ({ encodings }) => (encodings.gzip?.bytes ?? 0) + ENTRY_BYTES,
    fetchMethod: (_key, _stale, { context }) => inTurn(() => createDocument(context)),
    ignoreFetchAbort: true,
  })
  return (context) => {
    const key = keyOf(context)
    const cached = cache.get(key)
    if (cached) return Promise.resolve(cached)
    if (waiting >= MAX_WAITING) return undefined
    waiting++
    return cache.forceFetch(key, { context }).finally(() => waiting--)
  }
}

function keyOf({ mix: { canonical, format, selection }, generation, index, now }: MixInput): string {
  const { digest } = selection
  const running = digest ? periodAt(now.getTime(), digest, index.site.timeZone).date : ''
  return [generation.generation, format.id, running, canonical].join(' ')
}

async function createDocument(input: MixInput): Promise<PublishedFile> {
  const { canonical, format } = input.mix
  const { body, updated } = await assembleMix(input.mix, input)
  const [described, gzip] = await Promise.all([describeBytes(body), compress(body, 'gzip', 'fast')])
  return {
    path: paths.feed('mix', format.extension),
    query: canonical,
    mediaType: format.mediaType,
    ...described,
    lastModified: updated.toISOString(),
    encodings: { gzip: await describeBytes(gzip) },
    read: (coding) => (coding === 'gzip' ? gzip : decompress(gzip, 'gzip')),
  }
}
