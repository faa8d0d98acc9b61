import type { RequestListener } from 'node:http'
import type { RequestHandler } from 'express'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import { loadAssets } from '../load-assets.ts'
import type { ServiceState } from '../serve/service-state.ts'
import { serveStatus } from '../serve/status.ts'
import { createMetrics } from './metrics.ts'
import { serveMetrics } from './metrics-endpoint.ts'
import { createRequestLog } from './request-log.ts'
import { createRunLog } from './run-log.ts'
import type { RunObserver } from './run-observer.ts'
import { createStatusStore } from './status-store.ts'
import { createSubscriberHistory } from './subscriber-history.ts'
import { createTraffic, type Traffic } from './traffic.ts'

/** Everything that shows how the service does. */
export interface Telemetry {
  /** What is to be told of each request. */
  requests: RequestListener[]
  /** What is to be told of each run. */
  runs: RunObserver[]
  /** Is told which published document an answer is made of, where requests are counted. */
  onAnswered: Traffic['note'] | undefined
  /** What answers Prometheus, where it is wanted. */
  metrics: RequestListener | undefined
  /** What answers `/status/`, where it is shown. */
  status: RequestHandler | undefined
  stop: () => Promise<void>
}

export interface TelemetryOptions {
  log: Logger
  state: Readonly<ServiceState>
  /** How many pings WebSub hubs have still to get. */
  pendingPings: () => number
  now: () => Date
}

/** Opens the log, and the metrics and the status page where they are wanted; requests are counted only for those. */
export async function createTelemetry(
  config: Config,
  { log, state, pendingPings, now }: TelemetryOptions,
): Promise<Telemetry> {
  const traffic = createTraffic(now)
  const metrics = config.metricsPort === undefined ? undefined : createMetrics({ state, traffic, pendingPings, now })
  const history = config.statusPage
    ? await createSubscriberHistory(config.outDir, () => traffic.report().feeds, now)
    : undefined
  const statusStore = history && createStatusStore(traffic, history, now)
  const { paths: assets } = await loadAssets()
  const { siteTitle: title, siteLanguage: language, publicUrl, pageImages } = config
  return {
    requests: [
      ...(log.isLevelEnabled('info') ? [createRequestLog(log)] : []),
      ...(metrics || statusStore ? [traffic.observe] : []),
    ],
    onAnswered: metrics || statusStore ? traffic.note : undefined,
    runs: [createRunLog(log), ...(metrics ? [metrics] : []), ...(statusStore ? [statusStore] : [])],
    metrics: metrics && serveMetrics(metrics.registry),
    status: statusStore && serveStatus(statusStore.read, { title, language, publicUrl, pageImages, assets }),
    stop: async () => history?.stop(),
  }
}
