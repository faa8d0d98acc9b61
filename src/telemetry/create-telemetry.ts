import type { RequestListener } from 'node:http'
import type { RequestHandler } from 'express'
import type { Logger } from 'pino'
import { type Config, DEFAULT_SITE_TITLE } from '../config.ts'
import type { AssetPaths } from '../pages/site.ts'
import type { PublicationStore } from '../publish/store.ts'
import { createClientAddress } from '../serve/http/client-address.ts'
import type { ServiceState } from '../serve/service-state.ts'
import { serveStatus } from '../serve/status.ts'
import { createMetrics } from './metrics.ts'
import { serveMetrics } from './metrics-endpoint.ts'
import type { RequestObserver } from './observe-requests.ts'
import { createRequestLog } from './request-log.ts'
import { createRunLog } from './run-log.ts'
import type { RunObserver } from './run-observer.ts'
import { createStatusStore } from './status-store.ts'
import { createSubscriberHistory } from './subscriber-history.ts'
import { createTraffic, type Traffic } from './traffic.ts'

/** Logs, metrics and the status page. */
export interface Telemetry {
  requestObservers: RequestObserver[]
  runObservers: RunObserver[]
  /** Called with the published document of each response, if requests are counted. */
  onDocument: Traffic['noteDocument'] | undefined
  /** Serves Prometheus metrics, if enabled. */
  metrics: RequestListener | undefined
  /** Serves `/status/`, if enabled. */
  status: RequestHandler | undefined
  stop: () => Promise<void>
}

export interface TelemetryOptions {
  store: PublicationStore
  log: Logger
  assets: AssetPaths
  state: Readonly<ServiceState>
  /** Number of notifications that WebSub hubs have not received yet. */
  pendingPings: () => number
  now: () => Date
}

/** Creates the logs and, if enabled, metrics and status page. Requests are counted only for the latter. */
export async function createTelemetry(
  config: Config,
  { store, log, assets, state, pendingPings, now }: TelemetryOptions,
): Promise<Telemetry> {
  const traffic = createTraffic(createClientAddress(config.trustedProxies), now)
  const metrics = config.metricsPort === undefined ? undefined : createMetrics({ state, traffic, pendingPings, now })
  const history = config.statusPage
    ? await createSubscriberHistory(store, () => traffic.report().feeds, now)
    : undefined
  const statusStore = history && createStatusStore(traffic, history, now)
  const { siteTitle: title = DEFAULT_SITE_TITLE, siteLanguage: language, publicUrl, pageImages } = config
  return {
    requestObservers: [
      ...(log.isLevelEnabled('info') ? [createRequestLog(log)] : []),
      ...(metrics || statusStore ? [traffic.observe] : []),
    ],
    onDocument: metrics || statusStore ? traffic.noteDocument : undefined,
    runObservers: [createRunLog(log), ...(metrics ? [metrics] : []), ...(statusStore ? [statusStore] : [])],
    metrics: metrics && serveMetrics(metrics.registry),
    status: statusStore && serveStatus(statusStore.read, { title, language, publicUrl, pageImages, assets }),
    stop: async () => history?.stop(),
  }
}
