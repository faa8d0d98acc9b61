import type { RequestListener } from 'node:http'
import type { Logger } from 'pino'

/** Logs each request in one line when its answer has ended; where it came from is not logged. */
export function createRequestLog(log: Logger): RequestListener {
  return (request, response) => {
    const start = performance.now()
    response.once('close', () => {
      const { method, url, headers } = request
      const { statusCode: status, writableFinished } = response
      const milliseconds = Math.round((performance.now() - start) * 100) / 100
      const aborted = writableFinished ? undefined : true
      log.info({ method, url, status, milliseconds, agent: headers['user-agent'], aborted }, 'request')
    })
  }
}
