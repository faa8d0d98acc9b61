import { once } from 'node:events'
import { createDeadline, type Deadline } from '../concurrency/create-deadline.ts'
import type { ManifestFile } from '../publish/manifest.ts'
import { type Ping, planPings } from './plan-pings.ts'
import { type PingResult, sendPing } from './send-ping.ts'

/** The longest pause after a failure, and the longest that a hub may ask for. */
const MAX_PAUSE_MS = 3_600_000
const MAX_RETRY_AFTER_MS = 86_400_000

/** Documents in a ping. */
const BATCH = 50

export interface HubQueueOptions {
  publicUrl: string
  /** Called after each ping, with the URLs of its documents. */
  onPing: (ping: { hub: string; urls: string[]; failure?: string }) => void
  /** Stores the deliveries. If that fails, they are stored with the next round. */
  save: () => Promise<void>
  /** The first pause after a failure. It doubles each time. */
  firstPauseMs: number
  now: () => Date
  stopping: AbortSignal
}

/** The pings that a hub has not received yet. */
export interface HubQueue {
  hub: string
  /** The last delivered hash of each document, by path. */
  delivered: Map<string, string>
  /** Replaces the queue with a ping for each document that differs from the last delivery. */
  notify: (files: ReadonlyMap<string, ManifestFile>) => void
  pending: () => number
  /** Resolves when no ping is being sent after the stop, and the deliveries are stored. */
  stopped: () => Promise<void>
}

export function createHubQueue(
  hub: string,
  { publicUrl, onPing, save, firstPauseMs, now, stopping }: HubQueueOptions,
): HubQueue {
  const delivered = new Map<string, string>()
  let queued = new Map<string, Ping>()
  let working: Promise<void> | undefined
  let isSaved = true
  /** The pause while the hub has refused some documents, but may accept others. */
  let pause: Deadline | undefined

  const isQueued = ({ path, sha256 }: Ping): boolean => queued.get(path)?.sha256 === sha256
  const noteDelivered = (ping: Ping): void => {
    delivered.set(ping.path, ping.sha256)
    isSaved = false
    if (isQueued(ping)) queued.delete(ping.path)
  }
  /** Sends the queued pings in batches. If the hub is unreachable, the rest stays queued. */
  const sendAll = async (): Promise<PingResult> => {
    let worst: PingResult = { outcome: 'delivered' }
    const batches = inBatches([...queued.values()], BATCH)
    for (let planned = batches.shift(); planned && !stopping.aborted; planned = batches.shift()) {
      const batch = planned.filter(isQueued)
      if (batch.length === 0) continue
      const urls = batch.map(({ url }) => url)
      const result = await sendPing(hub, urls, { publicUrl, now, stopping })
      if (result.outcome === 'refused' && batch.length > 1) {
        // The hub may refuse only one of them, or more than one at a time.
        batches.unshift(...inBatches(batch, Math.ceil(batch.length / 2)))
        continue
      }
      const { outcome, failure } = result
      if (!stopping.aborted) onPing({ hub, urls, ...(failure ? { failure } : {}) })
      if (outcome === 'unreachable') return result
      if (outcome === 'refused') worst = result
      else batch.forEach(noteDelivered)
    }
    return worst
  }
  const saveDelivered = async (): Promise<void> => {
    if (!isSaved)
      isSaved = await save().then(
        () => true,
        () => false,
      )
  }
  const work = async (): Promise<void> => {
    let pauseMs = firstPauseMs
    while (queued.size > 0 && !stopping.aborted) {
      const planned = queued
      const { outcome, retryAfterMs = 0 } = await sendAll()
      await saveDelivered()
      if (outcome === 'delivered') pauseMs = firstPauseMs
      else if (outcome === 'unreachable' || queued === planned) {
        const end = createDeadline(Math.max(pauseMs, Math.min(retryAfterMs, MAX_RETRY_AFTER_MS)), stopping)
        if (outcome === 'refused') pause = end
        if (!end.signal.aborted) await once(end.signal, 'abort')
        pause = undefined
        pauseMs = Math.min(pauseMs * 2, MAX_PAUSE_MS)
      }
    }
  }
  const start = (): void => {
    if (working || queued.size === 0 || stopping.aborted) return
    working = work().finally(() => {
      working = undefined
      start()
    })
  }
  return {
    hub,
    delivered,
    notify: (files) => {
      for (const path of [...delivered.keys()]) if (!files.has(path)) delivered.delete(path)
      queued = new Map(planPings(files.values(), delivered, publicUrl).map((ping) => [ping.path, ping]))
      pause?.abort()
      start()
    },
    pending: () => queued.size,
    stopped: async () => {
      await working
      await saveDelivered()
    },
  }
}

function inBatches(pings: readonly Ping[], size: number): Ping[][] {
  const batches: Ping[][] = []
  for (let start = 0; start < pings.length; start += size) batches.push(pings.slice(start, start + size))
  return batches
}
