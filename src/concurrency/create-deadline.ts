export interface Deadline {
  /** Aborts when the time is over, when the parent signal aborts, or on request. */
  signal: AbortSignal
  abort: () => void
  /** Cancels the deadline after the work is done; the signal will not abort. */
  clear: () => void
}

/**
 * Creates a deadline. `AbortSignal.timeout`, also in `AbortSignal.any`, would be simpler, but Node 20 may garbage-collect them before
 * they fire.
 *
 * @param parent also aborts the deadline
 */
export function createDeadline(milliseconds: number, parent?: AbortSignal): Deadline {
  const controller = new AbortController()
  const clear = (): void => {
    clearTimeout(timer)
    parent?.removeEventListener('abort', abort)
  }
  const abort = (): void => {
    clear()
    controller.abort()
  }
  const timer = setTimeout(abort, milliseconds)
  parent?.addEventListener('abort', abort, { once: true })
  if (parent?.aborted) abort()
  return { signal: controller.signal, abort, clear }
}
