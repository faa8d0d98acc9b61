import type { RequestListener } from 'node:http'
import type { Config } from '../config.ts'
import { type HttpServer, startHttpServer } from '../serve/http/http-server.ts'

export interface Listeners {
  /** Handles the requests of readers. */
  app: RequestListener
  /** Serves metrics, if enabled. */
  metrics: RequestListener | undefined
}

/**
 * Starts the server for readers and, if enabled, that for metrics.
 *
 * @throws FeedmillError `port-unavailable`
 */
export async function listen(
  { port, host, metricsPort, metricsHost }: Config,
  { app, metrics }: Listeners,
): Promise<HttpServer> {
  const server = await startHttpServer({ name: 'PORT', port, host }, app)
  if (!metrics || metricsPort === undefined) return server
  const metricsAddress = { name: 'METRICS_PORT', port: metricsPort, host: metricsHost }
  const metricsServer = await startHttpServer(metricsAddress, metrics).catch(async (error: unknown) => {
    await server.stop()
    throw error
  })
  const stop = async () => void (await Promise.all([server.stop(), metricsServer.stop()]))
  return { url: server.url, stop }
}
