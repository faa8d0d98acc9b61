import type { ServerResponse } from 'node:http'
import { cacheControl } from '../../site/cache-control.ts'
import { localUrl } from '../../site/urls.ts'
import type { Headers, SiteHeaders } from './representation.ts'
import { sendText } from './send-text.ts'

/** Redirects a client to a published path. */
export type Redirect = (
  response: ServerResponse,
  status: 301 | 303 | 308,
  path: string,
  options?: { headers?: Headers; query?: string },
) => void

/**
 * Creates redirects (RFC 9110 §15.4) that work for any host name: `Location` is a path, including that of `PUBLIC_URL`.
 */
export function createRedirect({ publicUrl, interval }: Pick<SiteHeaders, 'publicUrl' | 'interval'>): Redirect {
  return (response, status, path, { headers, query } = {}) => {
    const location = localUrl(publicUrl, path) + (query ? `?${query}` : '')
    sendText(response, status, `Moved to ${location}`, {
      Location: location,
      'Cache-Control': cacheControl('current', interval),
      ...headers,
    })
  }
}
