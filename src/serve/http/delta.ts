import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { createQueue } from '../../concurrency/create-queue.ts'
import { createYielder } from '../../concurrency/create-yielder.ts'
import { findItems, type ItemBounds, withItems } from '../../formats/find-items.ts'
import { type Coding, compress } from '../../publish/compression.ts'
import { isSubscription } from '../../site/urls.ts'
import type { Generation, PublishedFile } from '../load-generation.ts'
import type { PublishedResponse, RequestHead } from '../published-documents.ts'
import { entityTags } from './conditional-request.ts'
import type { Representation } from './representation.ts'

/** Versions of a document that can be the base of a delta. */
const MAX_VERSIONS = 50

/** The size of the cache of deltas. */
const MAX_CACHE_BYTES = 16 * 1024 * 1024

/** The most mixes whose versions are kept; those that are requested stay. */
const MAX_MIXES = 2000

/** A version of a document that clients may have. */
interface Version {
  sha256: string
  /** Digests of its items; as numbers, because a server keeps thousands of versions. */
  items: Float64Array
}

/** The current version of a document. */
interface CurrentVersion extends Version {
  bounds: ItemBounds
}

/** The inputs of a delta. */
interface DeltaInput {
  file: PublishedFile
  version: CurrentVersion
  base: Version
  coding: Coding
}

/** Serves readers that request only new articles. */
export interface Deltas {
  /** Indexes the documents of a generation, so that they can be the base of a delta. */
  index: (generation: Generation) => Promise<void>
  /** Indexes a document of an earlier generation. */
  indexEarlier: (file: PublishedFile) => Promise<void>
  /** Indexes the document of a mix. */
  add: (mix: PublishedFile) => Promise<void>
  /** The response to a client with an outdated copy; undefined if it needs the whole document. */
  respond: (headers: RequestHead['headers'], current: Representation) => PublishedResponse | undefined
}

/**
 * Creates deltas of feeds (RFC 3229 §10.5.3 with the instance manipulation `feed`): the document with only the articles that
 * are new or changed since the client's version. Versions that are no longer stored, from before the server started, cannot be a
 * base.
 *
 * A delta is created on its first request and cached until the document changes. Where the items of a document are, and which are
 * new, is known from when it was published, so that a delta needs neither parsing nor hashing.
 */
export function createDeltas(): Deltas {
  const versions = new Map<string, Version[]>()
  const current = new Map<string, CurrentVersion>()
  const inTurn = createQueue()
  const mixes = new LRUCache<string, true>({
    max: MAX_MIXES,
    dispose: (_, key, reason) => {
      if (reason === 'set') return
      versions.delete(key)
      current.delete(key)
    },
  })
  const versionsOf = (file: PublishedFile) => versions.get(keyOf(file)) ?? []
  const cache = new LRUCache<string, Buffer, DeltaInput>({
    maxSize: MAX_CACHE_BYTES,
    sizeCalculation: ({ length }) => Math.max(length, 1),
    fetchMethod: (_key, _stale, { context }) => createDelta(context),
    ignoreFetchAbort: true,
  })
  const read = (context: DeltaInput): Buffer | Promise<Buffer> => {
    const { file, base, coding } = context
    const key = `${keyOf(file)} ${file.sha256} ${base.sha256} ${coding}`
    return cache.get(key) ?? cache.forceFetch(key, { context })
  }
  const createDelta = async ({ coding, ...input }: DeltaInput): Promise<Buffer> => {
    if (coding !== 'identity') return compress(await read({ ...input, coding: 'identity' }), coding, 'fast')
    const { file, version, base } = input
    const known = new Set(base.items)
    return withItems(await file.read('identity'), version.bounds, (index) => !known.has(version.items[index] as number))
  }
  const indexFile = async (file: PublishedFile): Promise<void> => {
    const { sha256 } = file
    const key = keyOf(file)
    if (current.get(key)?.sha256 === sha256) return
    const { items, bounds } = await indexItems(file)
    const others = versionsOf(file).filter((version) => version.sha256 !== sha256)
    versions.set(key, [{ sha256, items }, ...others].slice(0, MAX_VERSIONS))
    current.set(key, { sha256, items, bounds })
  }
  const index = async ({ files }: Generation): Promise<void> => {
    for (const key of cache.keys()) {
      const [path = '', sha256] = key.split(' ')
      if (files.get(path)?.sha256 !== sha256) cache.delete(key)
    }
    for (const path of versions.keys()) {
      if (files.has(path) || mixes.has(path)) continue
      versions.delete(path)
      current.delete(path)
    }
    const yieldIfDue = createYielder()
    for (const file of files.values()) {
      if (isSubscription(file.path)) await indexFile(file)
      const pause = yieldIfDue()
      if (pause) await pause
    }
  }
  return {
    index: (generation) => inTurn(() => index(generation)),
    indexEarlier: (file) =>
      inTurn(async () => {
        const known = versionsOf(file)
        if (known.length === MAX_VERSIONS || known.some(({ sha256 }) => sha256 === file.sha256)) return
        const { items } = await indexItems(file)
        versions.set(keyOf(file), [...known, { sha256: file.sha256, items }])
      }),
    add: (mix) => {
      mixes.set(keyOf(mix), true)
      return indexFile(mix)
    },
    respond: (headers, { file, coding, headers: whole }) => {
      if (!wantsFeedDelta(headers['a-im']) || !isSubscription(file.path)) return undefined
      const version = current.get(keyOf(file))
      if (version?.sha256 !== file.sha256) return undefined
      for (const tag of entityTags(String(headers['if-none-match'] ?? ''))) {
        const base = versionsOf(file).find(({ sha256 }) => tag.slice(1, 33) === sha256.slice(0, 32))
        if (!base || base.sha256 === file.sha256) continue
        const { 'Content-Length': _, ...others } = whole
        return {
          status: 226,
          path: file.path,
          headers: { ...others, IM: 'feed', 'Delta-Base': tag, 'Cache-Control': 'no-store, im' },
          read: () => read({ file, version, base, coding }),
        }
      }
      return undefined
    },
  }
}

function keyOf({ path, query }: PublishedFile): string {
  return query === undefined ? path : `${path}?${query}`
}

/** Whether `A-IM` (RFC 3229 §10.5.1) accepts feed deltas. */
function wantsFeedDelta(header: string | string[] | undefined): boolean {
  return String(header ?? '')
    .toLowerCase()
    .split(',')
    .some((manipulation) => /^\s*feed\s*(?:;(?!\s*q=0(?:\.0*)?\s*$).*)?$/.test(manipulation))
}

async function indexItems(file: PublishedFile): Promise<Pick<CurrentVersion, 'items' | 'bounds'>> {
  const document = await file.read('identity')
  const bounds = findItems(document, file.mediaType)
  const digestAt = (start: number, index: number) => digest(document.subarray(start, bounds.ends[index]))
  return { items: Float64Array.from(bounds.starts, digestAt), bounds }
}

/** 48 bits of the hash of an item. */
function digest(item: Buffer): number {
  return createHash('sha256').update(item).digest().readUIntBE(0, 6)
}
