import { createDeadline } from '../concurrency/create-deadline.ts'
import { messageOf } from '../errors.ts'

/** How long a hub may take to respond. */
const TIMEOUT_MS = 10_000

/** The outcome of a ping. `refused` concerns only this document, `unreachable` the whole hub. */
export type Outcome = 'delivered' | 'refused' | 'unreachable'

/**
 * Notifies a hub that a document has changed (PubSubHubbub 0.4 §7: `hub.mode=publish`).
 *
 * @param url the URL of the document
 * @returns the outcome, and the reason if it was not delivered
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
    return { outcome: isRefused ? 'refused' : 'unreachable', failure: `HTTP status ${response.status}` }
  } catch (error) {
    const cause = error instanceof Error && error.cause ? error.cause : error
    const failure = signal.aborted ? 'timed out' : messageOf(cause)
    return { outcome: 'unreachable', failure }
  } finally {
    clear()
  }
}
