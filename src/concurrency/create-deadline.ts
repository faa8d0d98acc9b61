export interface Deadline {
  /** Aborts when the time is over, when the other signal does, or when told to. */
  signal: AbortSignal
  abort: () => void
  /** Ends the deadline once the work is done: the signal does not abort any more. */
  clear: () => void
}

/**
 * Limits how long something may take. `AbortSignal.any` with `AbortSignal.timeout` would do as well, but Node 20 may collect
 * those before they fire.
 *
 * @param parent a signal that comes before that
 */
export function createDeadline(milliseconds: number, parent: AbortSignal): Deadline {
  const controller = new AbortController()
  const clear = (): void => {
    clearTimeout(timer)
    parent.removeEventListener('abort', abort)
  }
  const abort = (): void => {
    clear()
    controller.abort()
  }
  const timer = setTimeout(abort, milliseconds)
  parent.addEventListener('abort', abort, { once: true })
  if (parent.aborted) abort()
  return { signal: controller.signal, abort, clear }
}
