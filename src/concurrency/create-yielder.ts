import { setImmediate } from 'node:timers/promises'

/** How long work may block the event loop. */
const TIME_SLICE_MS = 10

/**
 * Creates a function that long work calls between its steps: it yields to the event loop when {@link TIME_SLICE_MS} have
 * passed, and is nearly free until then.
 *
 * @param signal ends the work: the function throws its reason
 */
export function createYielder(signal?: AbortSignal): () => Promise<void> | undefined {
  let sliceEnd = performance.now() + TIME_SLICE_MS
  return () => {
    if (performance.now() < sliceEnd) return undefined
    return setImmediate().then(() => {
      signal?.throwIfAborted()
      sliceEnd = performance.now() + TIME_SLICE_MS
    })
  }
}
