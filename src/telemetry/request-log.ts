import type { Logger } from 'pino'
import type { RequestObserver } from './observe-requests.ts'

/** Logs one line per request, without the client's address. */
export function createRequestLog(log: Logger): RequestObserver {
  return ({ request: { method, headers }, response: { statusCode: status, writableFinished }, url, milliseconds }) => {
    const aborted = writableFinished ? undefined : true
    const rounded = Math.round(milliseconds * 100) / 100
    log.info({ method, url, status, milliseconds: rounded, agent: headers['user-agent'], aborted }, 'request')
  }
}
