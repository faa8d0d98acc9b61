import type { RequestListener } from 'node:http'
import type { Registry } from 'prom-client'

/** Serves Prometheus metrics at `/metrics`. */
export function serveMetrics(registry: Registry): RequestListener {
  return (request, response) => {
    if (request.url?.split('?', 1)[0] !== '/metrics') {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not found. Metrics are at /metrics\n')
      return
    }
    registry.metrics().then(
      (text) => response.writeHead(200, { 'Content-Type': registry.contentType }).end(text),
      (error: unknown) => response.writeHead(500, { 'Content-Type': 'text/plain' }).end(`${String(error)}\n`),
    )
  }
}
