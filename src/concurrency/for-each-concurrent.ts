import { createYielder } from './create-yielder.ts'

/** For small tasks: waking a thread for each of them would take longer than the task. */
const DEFAULT_CONCURRENCY = 64

/**
 * Processes several items at a time, and yields to the event loop in between. When one fails, waits for those in
 * progress, then throws its error.
 */
export async function forEachConcurrent<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
  concurrency = DEFAULT_CONCURRENCY,
): Promise<void> {
  const queue = items.values()
  const failed = new AbortController()
  const yieldIfDue = createYielder()
  const worker = async () => {
    for (const item of queue) {
      const pause = yieldIfDue()
      if (pause) await pause
      if (failed.signal.aborted) return
      await work(item).catch((error: unknown) => {
        failed.abort(error)
        throw error
      })
    }
  }
  await Promise.allSettled(Array.from({ length: Math.min(concurrency, items.length) }, worker))
  failed.signal.throwIfAborted()
}
