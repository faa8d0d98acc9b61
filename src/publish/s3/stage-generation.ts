import { hash, randomUUID } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { contentTypeOf } from '../../text/content-type.ts'
import type { Coding } from '../compression.ts'
import type { Manifest } from '../manifest.ts'
import type { Committed, Revision, Staging } from '../store.ts'
import { type Bucket, CONCURRENCY } from './bucket.ts'
import { formatRevision, type Generations, parseRevision } from './generations.ts'
import { keys, privateHeaders } from './keys.ts'
import { createUploads } from './uploads.ts'

/** The most that waits for its upload in memory. */
const MAX_PENDING_BYTES = 64 * 1024 * 1024

/** An object that is older and not in the base is sent again: it may be about to be removed as garbage. */
const FRESH_MS = 12 * 3_600_000

export interface StageOptions {
  /** Whether to trust no object that is already there. */
  isBaseDamaged: boolean
  /** The time of the service, in milliseconds since 1970. */
  serviceNow: () => Promise<number>
  /** Called before anything is written. */
  ensureSafe: () => Promise<unknown>
  onCommitted: (committed: Committed) => void
}

/**
 * Starts a generation: its documents become objects that are named by their hashes, then its manifest, and at last its record,
 * which is the moment of publication. What an aborted generation leaves is removed as garbage.
 */
export function stageGeneration(
  { bucket, generations }: { bucket: Bucket; generations: Generations },
  base: Revision | undefined,
  { isBaseDamaged, serviceNow, ensureSafe, onCommitted }: StageOptions,
): Staging {
  const uploads = createUploads({ concurrency: CONCURRENCY, maxBytes: MAX_PENDING_BYTES })
  const sent = new Set<string>()
  const isThere = async (key: string, { length }: Buffer): Promise<boolean> => {
    if (isBaseDamaged) return false
    const found = await bucket.head(key)
    return found?.bytes === length && (await serviceNow()) - found.modified.getTime() < FRESH_MS
  }
  const send = async (body: Buffer, mediaType: string, coding: Coding): Promise<void> => {
    const key = keys.object(hash('sha256', body))
    if (sent.has(key)) return
    sent.add(key)
    await uploads.add(body.length, async () => {
      if (await isThere(key, body)) return
      const contentEncoding = coding === 'identity' ? undefined : coding
      await bucket.put(key, body, { contentType: contentTypeOf(mediaType), contentEncoding, cacheControl: IMMUTABLE })
    })
  }
  return {
    put: async ({ mediaType }, bodies) => {
      await ensureSafe()
      for (const [coding, body] of Object.entries(bodies)) await send(body, mediaType, coding as Coding)
    },
    reuse: async () => {
      if (base === undefined) throw new TypeError('there is no base with documents to reuse')
    },
    commit: async (contents, { confirm, signal } = {}) => {
      await ensureSafe()
      await uploads.drain()
      const generation = base === undefined ? 1 : parseRevision(base).generation + 1
      const manifest: Manifest = { ...contents, generation }
      const text = JSON.stringify(manifest)
      const sha256 = hash('sha256', text)
      await bucket.put(keys.manifest(sha256), await promisify(gzip)(text), privateHeaders.manifest)
      await confirm?.()
      const current = await generations.readCurrent({ isExact: true })
      if ((current && formatRevision(current)) !== base) return 'conflict'
      signal?.throwIfAborted()
      const record = { generation, manifest: sha256, by: randomUUID() }
      const { isCurrent, warnings } = await generations.create(record)
      if (!isCurrent) return 'conflict'
      const committed = { revision: formatRevision(record), manifest, warnings }
      onCommitted(committed)
      return committed
    },
    abort: () => uploads.drain().catch(() => undefined),
  }
}

const IMMUTABLE = 'public, max-age=31536000, immutable'
