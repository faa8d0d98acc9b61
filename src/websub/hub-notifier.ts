import { once } from 'node:events'
import { createDeadline } from '../concurrency/create-deadline.ts'
import type { PublicationStore } from '../publish/store.ts'
import type { Generation } from '../serve/load-generation.ts'
import { createDeliveryState } from './delivery-state.ts'
import { createHubQueue, type HubQueueOptions } from './hub-queue.ts'
import { shareQueue } from './share-queue.ts'

/** The first pause after a failure of a hub, or of reading the store. It doubles each time. */
const FIRST_PAUSE_MS = 5000

/** Servers that follow a bucket look for what is new within 6 seconds. */
export const FOLLOWED_MS = 7000

export interface HubNotifierOptions {
  store: PublicationStore
  hubs: readonly string[]
  publicUrl: string
  /** Called after each ping. */
  onPing: HubQueueOptions['onPing']
  now: () => Date
  firstPauseMs?: number
  /** How long to wait until all servers that follow a bucket have what was published: hubs fetch from any of them. */
  followedMs?: number
}

/** Notifies WebSub hubs of changes. */
export interface HubNotifier {
  /** Notifies the hubs of all differences between a new generation in service and what they know; does not wait. */
  notify: (generation: Generation) => void
  /** Number of pings that are not delivered yet. */
  pending: () => number
  stop: () => Promise<void>
}

/**
 * Notifies each hub of every changed document (WebSub §7), once the new version is served, because the hub fetches it
 * immediately. Hubs do not wait for each other, and runs do not wait for hubs. A crash may repeat the pings of one round, but
 * loses none.
 */
export async function startHubNotifier({
  store,
  hubs,
  publicUrl,
  onPing,
  now,
  firstPauseMs = FIRST_PAUSE_MS,
  followedMs = FOLLOWED_MS,
}: HubNotifierOptions): Promise<HubNotifier> {
  const state = createDeliveryState(store)
  const stopping = new AbortController()
  const options = { publicUrl, onPing, now, firstPauseMs, stopping: stopping.signal }
  const saveAll = (): Promise<void> =>
    state.save(Object.fromEntries(queues.map(({ hub, delivered }) => [hub, Object.fromEntries(delivered)])))
  const { inTurn } = store
  const queues = hubs.map((hub) =>
    createHubQueue(
      hub,
      inTurn
        ? { ...options, ...shareQueue(hub, { ...store, inTurn }, { stopping: stopping.signal, followedMs }) }
        : { ...options, save: saveAll },
    ),
  )
  let current: Generation | undefined
  let isLoaded = false

  const load = async (): Promise<void> => {
    const before = inTurn ? {} : ((await state.load()) ?? {})
    for (const { hub, delivered } of queues) {
      for (const [path, sha256] of Object.entries(before[hub] ?? {})) delivered.set(path, sha256)
    }
    isLoaded = true
    notifyAll()
  }
  /** Retries until the record of deliveries is loaded: without it, everything would count as new. */
  const loadLater = async (): Promise<void> => {
    for (let pauseMs = firstPauseMs; !isLoaded; pauseMs *= 2) {
      const { signal } = createDeadline(pauseMs, stopping.signal)
      if (!signal.aborted) await once(signal, 'abort')
      if (stopping.signal.aborted) return
      await load().catch(() => undefined)
    }
  }
  const notifyAll = (): void => {
    if (!current || !isLoaded || stopping.signal.aborted) return
    for (const queue of queues) queue.notify(current.files)
  }
  let loading: Promise<void> | undefined
  await load().catch(() => {
    loading = loadLater()
  })
  return {
    notify: (generation) => {
      current = generation
      notifyAll()
    },
    pending: () => queues.reduce((sum, queue) => sum + queue.pending(), 0),
    stop: async () => {
      stopping.abort()
      await Promise.all([loading, ...queues.map((queue) => queue.stopped())])
    },
  }
}
