import { messageOf } from '../errors.ts'
import type { PublicationStore, Revision } from '../publish/store.ts'
import { type Generation, loadGeneration } from './load-generation.ts'
import type { ServiceState } from './service-state.ts'

/** How often to check whether another generation was published. */
const POLL_MS = 1000

export interface GenerationReloaderOptions {
  store: PublicationStore
  state: ServiceState
  /** Called with a generation that is newly served. */
  onServed: (generation: Generation) => void
  /** Called with why what is published cannot be served, once for each reason. */
  onCorrupt: (reason: string) => void
}

export interface GenerationReloader {
  /** Serves what is published, if it is not served already. */
  refresh: () => Promise<void>
  stop: () => void
}

/**
 * Keeps serving what is published, whoever published it. Damaged documents are never served: what is in service stays, or
 * an older generation takes their place, and `state.isDamaged` asks the next run to publish again.
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
