import type { RequestListener } from 'node:http'
import type { Config } from '../config.ts'
import { createProxyTest } from '../serve/http/client-address.ts'
import { type HttpServer, LIMITS, startHttpServer } from '../serve/http/http-server.ts'

/** Few programs read metrics. */
const METRICS_LIMITS = { ...LIMITS, connections: 50 }

export interface Listeners {
  /** Handles the requests of readers. */
  app: RequestListener
  /** Serves metrics, if enabled. */
  metrics: RequestListener | undefined
  /** How many connections of readers are served at once. */
  connections: number
}

/**
 * Starts the server for readers and, if enabled, that for metrics.
 *
 * @throws FeedmillError `port-unavailable`
 */
export async function listen(
  { port, host, trustedProxies, metricsPort, metricsHost }: Config,
  { app, metrics, connections }: Listeners,
): Promise<HttpServer> {
  const limits = {
    ...LIMITS,
    connections,
    clientConnections: Math.ceil(connections / 4),
    isProxy: createProxyTest(trustedProxies),
  }
  const server = await startHttpServer({ name: 'PORT', port, host }, app, limits)
  if (!metrics || metricsPort === undefined) return server
  const metricsAddress = { name: 'METRICS_PORT', port: metricsPort, host: metricsHost }
  const metricsServer = await startHttpServer(metricsAddress, metrics, METRICS_LIMITS).catch(async (error: unknown) => {
    await server.stop()
    throw error
  })
  const stop = async () => void (await Promise.all([server.stop(), metricsServer.stop()]))
  return { url: server.url, stop }
}
