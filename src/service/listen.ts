import type { RequestListener } from 'node:http'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import { createProxyTest } from '../serve/http/client-address.ts'
import { connectionLimit, openFileLimit } from '../serve/http/connection-limit.ts'
import { type HttpServer, LIMITS, startHttpServer } from '../serve/http/http-server.ts'

/** Few programs read metrics. */
const METRICS_LIMITS = { ...LIMITS, connections: 50 }

export interface Listeners {
  /** Handles the requests of readers. */
  app: RequestListener
  /** Serves metrics, if enabled. */
  metrics: RequestListener | undefined
  log: Logger
}

/**
 * Starts the server for readers and, if enabled, that for metrics.
 *
 * @throws FeedmillError `port-unavailable`
 */
export async function listen(
  { port, host, trustedProxies, metricsPort, metricsHost }: Config,
  { app, metrics, log }: Listeners,
): Promise<HttpServer> {
  const openFiles = openFileLimit()
  const connections = connectionLimit(openFiles)
  if (connections < LIMITS.connections) {
    log.warn({ openFiles, connections }, 'the limit of open files (ulimit -n) is low, so fewer connections are served')
  }
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
