import { once } from 'node:events'
import { createDeadline, type Deadline } from '../concurrency/create-deadline.ts'
import type { ManifestFile } from '../publish/manifest.ts'
import { type Ping, planPings } from './plan-pings.ts'
import { type Outcome, sendPing } from './send-ping.ts'

/** The longest pause after a failure. */
const MAX_PAUSE_MS = 3_600_000

export interface HubQueueOptions {
  publicUrl: string
  /** Called after each ping. */
  onPing: (ping: { hub: string; url: string; failure?: string }) => void
  /** Stores the deliveries. If that fails, they are stored with the next round. */
  save: () => Promise<void>
  /** The first pause after a failure. It doubles each time. */
  firstPauseMs: number
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
  { publicUrl, onPing, save, firstPauseMs, stopping }: HubQueueOptions,
): HubQueue {
  const delivered = new Map<string, string>()
  let queued = new Map<string, Ping>()
  let working: Promise<void> | undefined
  let isSaved = true
  /** The pause while the hub has refused some documents, but may accept others. */
  let pause: Deadline | undefined

  const isQueued = ({ path, sha256 }: Ping): boolean => queued.get(path)?.sha256 === sha256
  /** Sends the queued pings one by one. If the hub is unreachable, the rest stays queued. */
  const sendAll = async (): Promise<Outcome> => {
    let worst: Outcome = 'delivered'
    for (const ping of [...queued.values()]) {
      if (stopping.aborted) return worst
      if (!isQueued(ping)) continue
      const { outcome, failure } = await sendPing(hub, ping.url, stopping)
      if (!stopping.aborted) onPing({ hub, url: ping.url, ...(failure ? { failure } : {}) })
      if (outcome === 'unreachable') return outcome
      if (outcome === 'refused') worst = outcome
      else {
        delivered.set(ping.path, ping.sha256)
        isSaved = false
        if (isQueued(ping)) queued.delete(ping.path)
      }
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
      const outcome = await sendAll()
      await saveDelivered()
      if (outcome === 'delivered') pauseMs = firstPauseMs
      else if (outcome === 'unreachable' || queued === planned) {
        const end = createDeadline(pauseMs, stopping)
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
