import { createDeadline } from '../concurrency/create-deadline.ts'
import { messageOf } from '../errors.ts'

/** How long a hub may take to answer. */
const TIMEOUT_MS = 10_000

/** The outcome of a ping; `refused` says nothing of other documents, `unreachable` does. */
export type Outcome = 'delivered' | 'refused' | 'unreachable'

/**
 * Notifies a hub that a document has changed (PubSubHubbub 0.4 §7: `hub.mode=publish`).
 *
 * @param url of the document
 * @returns the outcome, with the reason where it was not delivered
 */
export async function sendPing(
  hub: string,
  url: string,
  stopping: AbortSignal,
): Promise<{ outcome: Outcome; failure?: string }> {
  const { signal, clear } = createDeadline(TIMEOUT_MS, stopping)
  try {
    const body = new URLSearchParams({ 'hub.mode': 'publish', 'hub.url': url })
    const response = await fetch(hub, { method: 'POST', redirect: 'manual', body, signal })
    await response.body?.cancel()
    if (response.ok) return { outcome: 'delivered' }
    const isRefused = response.status >= 400 && response.status < 500 && response.status !== 429
    return { outcome: isRefused ? 'refused' : 'unreachable', failure: `it answered ${response.status}` }
  } catch (error) {
    const cause = error instanceof Error && error.cause ? error.cause : error
    const failure = signal.aborted ? 'it did not answer in time' : messageOf(cause)
    return { outcome: 'unreachable', failure }
  } finally {
    clear()
  }
}
