import packageJson from '../../package.json' with { type: 'json' }
import { createDeadline } from '../concurrency/create-deadline.ts'
import { messageOf } from '../errors.ts'
import { parseRetryAfter } from './parse-retry-after.ts'

/** How long a hub may take to respond. */
const TIMEOUT_MS = 10_000

/** The outcome of a ping. `refused` concerns only these documents, `unreachable` the whole hub. */
type Outcome = 'delivered' | 'refused' | 'unreachable'

export interface PingResult {
  outcome: Outcome
  /** Why it was not delivered. */
  failure?: string
  /** How long the hub asks to be left alone. */
  retryAfterMs?: number | undefined
}

export interface PingOptions {
  /** Base of every URL, without a trailing slash; it tells the hub who pings. */
  publicUrl: string
  now: () => Date
  stopping: AbortSignal
}

/**
 * Notifies a hub that documents have changed (PubSubHubbub 0.3 §7.1: `hub.mode=publish`, with a `hub.url` for each).
 *
 * @param urls the URLs of the documents
 */
export async function sendPing(
  hub: string,
  urls: readonly string[],
  { publicUrl, now, stopping }: PingOptions,
): Promise<PingResult> {
  const { signal, clear } = createDeadline(TIMEOUT_MS, stopping)
  try {
    const body = new URLSearchParams([['hub.mode', 'publish'], ...urls.map((url) => ['hub.url', url])])
    const headers = { 'User-Agent': `Feedmill/${packageJson.version} (+${publicUrl}/)` }
    const response = await fetch(hub, { method: 'POST', redirect: 'manual', headers, body, signal })
    await response.body?.cancel()
    if (response.ok) return { outcome: 'delivered' }
    const retryAfterMs = parseRetryAfter(response.headers.get('retry-after'), now())
    const isTooMany = response.status === 429 || retryAfterMs !== undefined
    const isRefused = response.status >= 400 && response.status < 500 && !isTooMany
    const failure = `HTTP status ${response.status}`
    return { outcome: isRefused ? 'refused' : 'unreachable', failure, retryAfterMs }
  } catch (error) {
    const cause = error instanceof Error && error.cause ? error.cause : error
    const failure = signal.aborted ? 'timed out' : messageOf(cause)
    return { outcome: 'unreachable', failure }
  } finally {
    clear()
  }
}
