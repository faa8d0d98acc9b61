import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { splitDocument } from '../../formats/split-document.ts'
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

/** A version of a document that clients may have. */
interface Version {
  sha256: string
  /** Digests of its items; as numbers, because a server keeps thousands of versions. */
  items: Float64Array
}

/** The inputs of a delta. */
interface DeltaInput {
  file: PublishedFile
  base: Version
  coding: Coding
}

/** Serves readers that request only new articles. */
export interface Deltas {
  /** Indexes the documents of a generation, so that they can be the base of a delta. */
  index: (generation: Generation) => Promise<void>
  /** The response to a client with an outdated copy; undefined if it needs the whole document. */
  respond: (headers: RequestHead['headers'], current: Representation) => PublishedResponse | undefined
}

/**
 * Creates deltas of feeds (RFC 3229 §10.5.3 with the instance manipulation `feed`): the document with only the articles that
 * are new or changed since the client's version. Versions from before the server started cannot be a base.
 *
 * A delta is created on its first request and cached until the document changes.
 */
export function createDeltas(): Deltas {
  const versions = new Map<string, Version[]>()
  const versionsOf = ({ path }: PublishedFile) => versions.get(path) ?? []
  const cache = new LRUCache<string, Buffer, DeltaInput>({
    maxSize: MAX_CACHE_BYTES,
    sizeCalculation: ({ length }) => Math.max(length, 1),
    fetchMethod: (_key, _stale, { context }) => createDelta(context),
    ignoreFetchAbort: true,
  })
  const read = (context: DeltaInput): Buffer | Promise<Buffer> => {
    const { file, base, coding } = context
    const key = `${file.path} ${file.sha256} ${base.sha256} ${coding}`
    return cache.get(key) ?? cache.forceFetch(key, { context })
  }
  const createDelta = async ({ file, base, coding }: DeltaInput): Promise<Buffer> => {
    if (coding !== 'identity') return compress(await read({ file, base, coding: 'identity' }), coding, 'fast')
    const { withItems } = await split(file)
    const known = new Set(base.items)
    return Buffer.from(withItems((item) => !known.has(digest(item))))
  }
  return {
    index: async ({ files }) => {
      for (const key of cache.keys()) {
        const [path = '', sha256] = key.split(' ')
        if (files.get(path)?.sha256 !== sha256) cache.delete(key)
      }
      for (const path of versions.keys()) if (!files.has(path)) versions.delete(path)
      for (const file of files.values()) {
        if (!isSubscription(file.path)) continue
        if (versionsOf(file).some(({ sha256 }) => sha256 === file.sha256)) continue
        const { items } = await split(file)
        const version = { sha256: file.sha256, items: Float64Array.from(items, digest) }
        versions.set(file.path, [version, ...versionsOf(file)].slice(0, MAX_VERSIONS))
      }
    },
    respond: (headers, { file, coding, headers: whole }) => {
      if (!wantsFeedDelta(headers['a-im']) || !isSubscription(file.path)) return undefined
      for (const tag of entityTags(String(headers['if-none-match'] ?? ''))) {
        const base = versionsOf(file).find(({ sha256 }) => tag.slice(1, 33) === sha256.slice(0, 32))
        if (!base || base.sha256 === file.sha256) continue
        const { 'Content-Length': _, ...others } = whole
        return {
          status: 226,
          path: file.path,
          headers: { ...others, IM: 'feed', 'Delta-Base': tag, 'Cache-Control': 'no-store, im' },
          read: () => read({ file, base, coding }),
        }
      }
      return undefined
    },
  }
}

/** Whether `A-IM` (RFC 3229 §10.5.1) accepts feed deltas. */
function wantsFeedDelta(header: string | string[] | undefined): boolean {
  return String(header ?? '')
    .toLowerCase()
    .split(',')
    .some((manipulation) => /^\s*feed\s*(?:;(?!\s*q=0(?:\.0*)?\s*$).*)?$/.test(manipulation))
}

async function split(file: PublishedFile) {
  return splitDocument((await file.read('identity')).toString(), file.mediaType)
}

/** 48 bits of the hash of an item. */
function digest(item: string): number {
  return createHash('sha256').update(item).digest().readUIntBE(0, 6)
}
