import { setImmediate } from 'node:timers/promises'

/** How long work goes on, in milliseconds, before it lets the server answer requests. */
const SLICE = 10

/**
 * Makes a pause for long work to take between its steps: nearly free until the work has gone on for 10 ms, then as long
 * as others have something to do.
 *
 * @param signal ends the work: the pause throws its reason
 */
export function createYielder(signal?: AbortSignal): () => Promise<void> | undefined {
  let sliceEnd = performance.now() + SLICE
  return () => {
    if (performance.now() < sliceEnd) return undefined
    return setImmediate().then(() => {
      signal?.throwIfAborted()
      sliceEnd = performance.now() + SLICE
    })
  }
}
