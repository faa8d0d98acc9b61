import { messageOf } from '../errors.ts'
import type { PublicationStore, Revision } from '../publish/store.ts'
import { type Generation, loadGeneration } from './load-generation.ts'
import type { ServiceState } from './service-state.ts'

/** How often to check whether another generation was published. */
const POLL_MS = 1000

export interface GenerationReloaderOptions {
  store: PublicationStore
  state: ServiceState
  /** Called with each new generation in service. */
  onServed: (generation: Generation) => void
  /** Called with the reason if the published generation cannot be served, once per reason. */
  onCorrupt: (reason: string) => void
}

export interface GenerationReloader {
  /** Switches to the published generation, if it is new. */
  refresh: () => Promise<void>
  stop: () => void
}

/**
 * Keeps serving the published generation, whichever process published it. A damaged generation is not served: the one in service
 * stays, or an older one is used, and `state.isDamaged` makes the next run publish again.
 */
export function createGenerationReloader({
  store,
  state,
  onServed,
  onCorrupt,
}: GenerationReloaderOptions): GenerationReloader {
  let seen: Revision | undefined
  let reported: string | undefined
  let refreshing: Promise<void> = Promise.resolve()

  const load = async (): Promise<void> => {
    const revision = await store.readRevision()
    if (revision === seen || revision === undefined) return
    const { generation, damage } = await loadGeneration(store, revision, state.generation)
    seen = revision
    if (damage) report(damage)
    state.isDamaged = damage !== undefined
    if (!generation) return
    state.generation = generation
    onServed(generation)
  }
  const report = (error: unknown): void => {
    const reason = messageOf(error)
    if (reason !== reported) onCorrupt(reason)
    reported = reason
  }
  const refresh = (): Promise<void> => {
    refreshing = refreshing.then(load).catch(report)
    return refreshing
  }
  const timer = setInterval(() => void refresh(), POLL_MS)
  return { refresh, stop: () => clearInterval(timer) }
}
