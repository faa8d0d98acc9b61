import { LRUCache } from 'lru-cache'
import { createQueue } from '../../concurrency/create-queue.ts'
import { compress, decompress } from '../../publish/compression.ts'
import { describeBytes } from '../../publish/describe-bytes.ts'
import type { Generation, PublishedFile } from '../load-generation.ts'

/** The size of the cache. */
const MAX_CACHE_BYTES = 32 * 1024 * 1024

/** What an entry takes besides its compressed bytes. */
const ENTRY_BYTES = 2000

/** The most documents that are being made, or wait for it. */
const MAX_WAITING = 200

/** What becomes a document. */
interface DocumentContent extends Pick<PublishedFile, 'path' | 'mediaType' | 'query'> {
  body: Buffer
  updated: Date
}

type Create = () => Promise<DocumentContent>

/**
 * Returns the document of a generation that has a key, which is made if need be, once for all that ask; undefined if too many
 * others wait.
 */
export type OnDemandDocuments = (
  generation: Generation,
  key: string,
  create: Create,
) => Promise<PublishedFile> | undefined

/**
 * Keeps documents that are made when they are requested, in a bounded cache. One is made at a time, so that other requests are
 * answered in between.
 */
export function createOnDemandDocuments(): OnDemandDocuments {
  const inTurn = createQueue()
  const making = new Map<string, Promise<PublishedFile>>()
  const cache = new LRUCache<string, PublishedFile>({
    maxSize: MAX_CACHE_BYTES,
    sizeCalculation: ({ encodings }, key) => (encodings.gzip?.bytes ?? 0) + key.length + ENTRY_BYTES,
  })
  const numberOf = createNumbering()
  const make = async (key: string, create: Create): Promise<PublishedFile> => {
    try {
      const file = await inTurn(async () => toFile(await create()))
      cache.set(key, file)
      return file
    } finally {
      making.delete(key)
    }
  }
  return (generation, name, create) => {
    const key = `${numberOf(generation)} ${name}`
    const cached = cache.get(key)
    if (cached) return Promise.resolve(cached)
    const started = making.get(key)
    if (started || making.size >= MAX_WAITING) return started
    const made = make(key, create)
    making.set(key, made)
    return made
  }
}

/** Numbers generations as they are loaded: their own numbers begin anew in an empty folder or bucket. */
function createNumbering(): (generation: Generation) => number {
  const numbers = new WeakMap<Generation, number>()
  let last = 0
  return (generation) => {
    const number = numbers.get(generation) ?? ++last
    numbers.set(generation, number)
    return number
  }
}

async function toFile({ body, updated, ...file }: DocumentContent): Promise<PublishedFile> {
  const [described, gzip] = await Promise.all([describeBytes(body), compress(body, 'gzip', 'fast')])
  return {
    ...file,
    ...described,
    lastModified: updated.toISOString(),
    encodings: { gzip: await describeBytes(gzip) },
    read: (coding) => (coding === 'gzip' ? gzip : decompress(gzip, 'gzip')),
  }
}
