import { createQueue } from '../concurrency/create-queue.ts'
import { messageOf } from '../errors.ts'
import { isDamage } from '../publish/read-previous.ts'
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
  /** Called if something published cannot be served, once per reason: it is damaged, or cannot be read now. */
  onFailed: (reason: string, isDamaged: boolean) => void
}

export interface GenerationReloader {
  /** Switches to the published generation, if it is new. */
  refresh: () => Promise<void>
  stop: () => void
}

/**
 * Keeps serving the published generation, whichever process published it. What is damaged of it is served from other copies or
 * older generations, as far as there are any, and `state.isDamaged` makes the next run publish again.
 */
export function createGenerationReloader({
  store,
  state,
  onServed,
  onFailed,
}: GenerationReloaderOptions): GenerationReloader {
  let seen: { revision: Revision | undefined } | undefined
  let reported: string | undefined
  const inTurn = createQueue()

  const onDamage = (error: unknown): void => {
    state.isDamaged = true
    report(error)
  }
  const load = async (): Promise<void> => {
    const revision = await store.readRevision()
    if (seen && revision === seen.revision) return
    const before = state.generation
    const { generation, damage } = await loadGeneration(store, revision, { before, onDamage })
    seen = { revision }
    state.isDamaged = damage !== undefined
    if (generation) state.generation = generation
    if (damage) report(damage)
    else reported = undefined
    if (generation) onServed(generation)
  }
  const report = (error: unknown): void => {
    const reason = messageOf(error)
    if (reason !== reported) onFailed(reason, isDamage(error))
    reported = reason
  }
  const refresh = (): Promise<void> => inTurn(load).catch(report)
  const timer = setInterval(() => void refresh(), POLL_MS)
  return { refresh, stop: () => clearInterval(timer) }
}
