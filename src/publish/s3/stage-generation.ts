import { hash, randomUUID } from 'node:crypto'
import { contentTypeOf } from '../../text/content-type.ts'
import type { Coding } from '../compression.ts'
import type { Manifest } from '../manifest.ts'
import type { Revision, Staging } from '../store.ts'
import { type Bucket, CONCURRENCY } from './bucket.ts'
import { formatRevision, type Generations, parseRevision } from './generations.ts'
import { keys } from './keys.ts'
import type { Manifests } from './manifests.ts'
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
}

/**
 * Starts a generation: its documents become objects that are named by their hashes, then its manifest, and at last its record,
 * which is the moment of publication. What an aborted generation leaves is removed as garbage.
 */
export function stageGeneration(
  { bucket, generations, manifests }: { bucket: Bucket; generations: Generations; manifests: Manifests },
  base: Revision | undefined,
  { isBaseDamaged, serviceNow, ensureSafe }: StageOptions,
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
      const { generation: before, manifest: there } = base === undefined ? FIRST : parseRevision(base)
      const manifest: Manifest = { ...contents, generation: before + 1 }
      const sha256 = await manifests.write(manifest, isBaseDamaged ? undefined : there)
      await confirm?.()
      const current = await generations.readCurrent({ isExact: true })
      if ((current && formatRevision(current)) !== base) return 'conflict'
      signal?.throwIfAborted()
      const record = { generation: manifest.generation, manifest: sha256, by: randomUUID() }
      const { isCurrent, warnings } = await generations.create(record)
      if (!isCurrent) return 'conflict'
      return { revision: formatRevision(record), manifest, warnings }
    },
    abort: () => uploads.drain().catch(() => undefined),
  }
}

/** What the first generation follows. */
const FIRST = { generation: 0, manifest: undefined }

const IMMUTABLE = 'public, max-age=31536000, immutable'
