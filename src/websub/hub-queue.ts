import { once } from 'node:events'
import { createDeadline, type Deadline } from '../concurrency/create-deadline.ts'
import { messageOf } from '../errors.ts'
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
  save: (delivered: ReadonlyMap<string, string>) => Promise<void>
  /** Notifies together with other publishers; undefined if there are none. */
  shared?: SharedQueue | undefined
  /** The first pause after a failure. It doubles each time. */
  firstPauseMs: number
  now: () => Date
  stopping: AbortSignal
}

/** A queue that several publishers work on. */
interface SharedQueue {
  /** Runs a round while no other publisher notifies this hub. */
  inTurn: <Result>(round: () => Promise<Result>) => Promise<Result>
  /** The published files, and what was delivered by any publisher. */
  load: () => Promise<{ files: readonly ManifestFile[]; delivered: Readonly<Record<string, string>> }>
}

/** The pings that a hub has not received yet. */
export interface HubQueue {
  hub: string
  /** The last delivered hash of each document, by path. */
  delivered: Map<string, string>
  /** Replaces the queue with a ping for each document that differs from the last delivery. */
  notify: (files: ReadonlyMap<string, ManifestFile>) => void
  pending: () => number
  /** Sends what is not delivered, once. Returns why something was not. */
  deliverOnce: () => Promise<string | undefined>
  /** Resolves when no ping is being sent after the stop, and the deliveries are stored. */
  stopped: () => Promise<void>
}

export function createHubQueue(
  hub: string,
  { publicUrl, onPing, save, shared, firstPauseMs, now, stopping }: HubQueueOptions,
): HubQueue {
  const delivered = new Map<string, string>()
  let queued = new Map<string, Ping>()
  let working: Promise<void> | undefined
  let isSaved = true
  /** Whether `notify` was called since the current round began. */
  let isNotified = false
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
      isSaved = await save(delivered).then(
        () => true,
        () => false,
      )
  }
  /** With other publishers, what is to be delivered is not known before the turn. */
  let isPlanned = false
  const plan = (files: Iterable<ManifestFile>): void => {
    queued = new Map(planPings(files, delivered, publicUrl).map((ping) => [ping.path, ping]))
  }
  const sendRound = async (): Promise<PingResult> => {
    if (shared) {
      const current = await shared.load()
      delivered.clear()
      for (const [path, sha256] of Object.entries(current.delivered)) delivered.set(path, sha256)
      plan(current.files)
      isPlanned = true
    }
    const result = await sendAll()
    await saveDelivered()
    return result
  }
  const sendInTurn = async (): Promise<PingResult> => {
    if (!shared) return sendRound()
    return shared.inTurn(sendRound).catch((error: unknown) => ({ outcome: 'unreachable', failure: messageOf(error) }))
  }
  const work = async (): Promise<void> => {
    let pauseMs = firstPauseMs
    while (queued.size > 0 && !stopping.aborted) {
      isNotified = false
      const { outcome, retryAfterMs = 0 } = await sendInTurn()
      if (outcome === 'delivered') pauseMs = firstPauseMs
      else if (outcome === 'unreachable' || !isNotified) {
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
      plan(files.values())
      isPlanned = !shared
      isNotified = true
      pause?.abort()
      start()
    },
    pending: () => (isPlanned ? queued.size : 0),
    deliverOnce: async () => (await sendInTurn()).failure,
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
