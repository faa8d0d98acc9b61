import { once } from 'node:events'
import { createDeadline, type Deadline } from '../concurrency/create-deadline.ts'
import { messageOf } from '../errors.ts'
import type { PublicationStore } from '../publish/store.ts'
import type { Generation } from '../serve/load-generation.ts'
import { createDeliveryState, type DeliveredByHub } from './delivery-state.ts'
import { type Ping, planPings } from './plan-pings.ts'

/** How long a hub may take to answer, in milliseconds. */
const TIMEOUT = 10_000

/** How long to leave a hub alone that failed, in milliseconds: at first, and at most, doubling each time. */
const FIRST_PAUSE = 5000
const LONGEST_PAUSE = 3_600_000

/** What came of a ping; `failed` says nothing of other documents, `unreachable` does. */
type Outcome = 'told' | 'failed' | 'unreachable'

export interface HubNotifierOptions {
  store: PublicationStore
  hubs: readonly string[]
  publicUrl: string
  /** Is told of each ping. */
  onPing: (ping: { hub: string; url: string; failure?: string }) => void
  /** How long to leave a hub alone at first, in milliseconds. */
  firstPause?: number
}

/** Tells WebSub hubs what has changed. */
export interface HubNotifier {
  /** Tells the hubs what they have not been told yet of what is served from now on; does not wait for them. */
  notify: (generation: Generation) => void
  /** How many pings are still to be sent. */
  pending: () => number
  stop: () => Promise<void>
}

/**
 * Tells each hub of every document that changed (WebSub §7, PubSubHubbub 0.4 §7: `hub.mode=publish`), once the new one is
 * served, since the hub fetches it at once. Hubs do not wait for each other, and no run waits for a hub.
 */
export async function startHubNotifier({
  store,
  hubs,
  publicUrl,
  onPing,
  firstPause = FIRST_PAUSE,
}: HubNotifierOptions): Promise<HubNotifier> {
  const file = createDeliveryState(store)
  const before = await file.read()
  const delivered: DeliveredByHub = Object.fromEntries(hubs.map((hub) => [hub, before[hub] ?? {}]))
  const stopping = new AbortController()
  const working = new Map<string, Promise<void>>()
  /** What ends the pause of a hub that refused some documents, and may take others. */
  const refusing = new Map<string, Deadline>()
  let current: Generation | undefined
  let writing: Promise<void> = Promise.resolve()

  const pingsFor = (hub: string): Ping[] =>
    current ? planPings(current.files.values(), delivered[hub] ?? {}, publicUrl) : []

  const remember = async (hub: string, { path, sha256 }: Ping): Promise<void> => {
    const kept = Object.entries(delivered[hub] ?? {}).filter(([known]) => current?.files.has(known))
    delivered[hub] = { ...Object.fromEntries(kept), [path]: sha256 }
    writing = writing.then(() => file.write(delivered)).catch(() => undefined)
    await writing
  }
  /** Sends what there is to send, one after the other; the rest of a hub that cannot be reached is left for later. */
  const sendAll = async (hub: string): Promise<Outcome> => {
    let worst: Outcome = 'told'
    for (const ping of pingsFor(hub)) {
      if (stopping.signal.aborted) return worst
      const hasChangedAgain = current?.files.get(ping.path)?.sha256 !== ping.sha256
      if (hasChangedAgain) continue
      const { outcome, failure } = await send(hub, ping.url, stopping.signal)
      if (!stopping.signal.aborted) onPing({ hub, url: ping.url, ...(failure ? { failure } : {}) })
      if (outcome === 'told') await remember(hub, ping)
      else worst = outcome
      if (outcome === 'unreachable') return outcome
    }
    return worst
  }
  const work = async (hub: string): Promise<void> => {
    let pause = firstPause
    while (pingsFor(hub).length > 0 && !stopping.signal.aborted) {
      const notified = current
      const outcome = await sendAll(hub)
      if (outcome === 'told') pause = firstPause
      else if (outcome === 'unreachable' || current === notified) {
        const end = createDeadline(pause, stopping.signal)
        if (outcome === 'failed') refusing.set(hub, end)
        if (!end.signal.aborted) await once(end.signal, 'abort')
        refusing.delete(hub)
        pause = Math.min(pause * 2, LONGEST_PAUSE)
      }
    }
  }
  const start = (hub: string): void => {
    if (working.has(hub) || pingsFor(hub).length === 0 || stopping.signal.aborted) return
    const ended = work(hub).finally(() => {
      working.delete(hub)
      start(hub)
    })
    working.set(hub, ended)
  }
  return {
    notify: (generation) => {
      current = generation
      hubs.forEach(start)
      for (const pause of refusing.values()) pause.abort()
    },
    pending: () => hubs.reduce((sum, hub) => sum + pingsFor(hub).length, 0),
    stop: async () => {
      stopping.abort()
      await Promise.all(working.values())
    },
  }
}

async function send(hub: string, url: string, stopping: AbortSignal): Promise<{ outcome: Outcome; failure?: string }> {
  const { signal, clear } = createDeadline(TIMEOUT, stopping)
  try {
    const body = new URLSearchParams({ 'hub.mode': 'publish', 'hub.url': url })
    const response = await fetch(hub, { method: 'POST', redirect: 'manual', body, signal })
    await response.body?.cancel()
    if (response.ok) return { outcome: 'told' }
    const isRefused = response.status >= 400 && response.status < 500 && response.status !== 429
    return { outcome: isRefused ? 'failed' : 'unreachable', failure: `it answered ${response.status}` }
  } catch (error) {
    const cause = error instanceof Error && error.cause ? error.cause : error
    const failure = signal.aborted ? 'it did not answer in time' : messageOf(cause)
    return { outcome: 'unreachable', failure }
  } finally {
    clear()
  }
}
