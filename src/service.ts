import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import type { Logger } from 'pino'
import { BuildCache } from './build/cache/build-cache.ts'
import { createCollector } from './build/collect-garbage.ts'
import { generate } from './build/pipeline.ts'
import { refreshInterval } from './build/refresh-interval.ts'
import type { RunOptions } from './build/run-plan.ts'
import type { RunReport } from './build/run-report.ts'
import { type RunOutcome, type RunReason, startSchedule } from './build/scheduler.ts'
import type { Config } from './config.ts'
import { watchCorpus } from './corpus/watch-corpus.ts'
import { messageOf } from './errors.ts'
import { fileSystem } from './file-system.ts'
import { createFileSystemStore } from './publish/file-system/file-system-store.ts'
import { isDamage } from './publish/read-previous.ts'
import { createApp } from './serve/create-app.ts'
import { createGenerationReloader } from './serve/generation-reloader.ts'
import { createDeltas } from './serve/http/delta.ts'
import { type HttpServer, startHttpServer } from './serve/http/http-server.ts'
import type { ServiceState } from './serve/service-state.ts'
import { createTelemetry } from './telemetry/create-telemetry.ts'
import { observeRequests } from './telemetry/observe-requests.ts'
import { startHubNotifier } from './websub/hub-notifier.ts'

/** How long a run may take, in milliseconds. */
const DEADLINE = 15 * 60_000

/** How long after a run that failed it is tried again, in milliseconds. */
const RETRY_AFTER = 60_000

/** How long a run may go on after the stop was asked for, in milliseconds: one that hangs is left behind. */
const GRACE = 10_000

export interface StartOptions {
  log: Logger
  now: () => Date
  /** Number of this process. */
  pid: number
}

export interface Service {
  /** Where the server listens. */
  address: AddressInfo
  /** Runs the mill now, or once more after the run that is under way. */
  regenerate: () => void
  /** Stops taking requests and resolves when the running ones and the run under way have ended. */
  stop: () => Promise<void>
}

/**
 * Serves what is published and keeps it new: the generation of the last time at once, then a run, then one by the clock.
 * What another process publishes in the same folder is served too.
 *
 * @throws FeedmillError `port-unavailable`
 */
export async function start(config: Config, { log, now, pid }: StartOptions): Promise<Service> {
  const state: ServiceState = { generation: undefined, isDamaged: false, failure: undefined, stopping: false }
  const deltas = config.deltaFeeds ? createDeltas() : undefined
  const store = createFileSystemStore(config.outDir, { pid, now })
  const hubNotifier = await startHubNotifier({
    store,
    hubs: config.websubHubs,
    publicUrl: config.publicUrl,
    onPing: ({ failure, ...ping }) => {
      if (failure === undefined) log.debug(ping, 'hub told')
      else log.warn({ ...ping, failure }, 'hub could not be told; it is tried again')
    },
  })
  const servers: HttpServer[] = []
  /** Tells the hubs what is served, once it is: they fetch it at once. */
  const notify = (): void => {
    if (servers.length > 0 && state.generation) hubNotifier.notify(state.generation)
  }
  const cache = new BuildCache(config.outDir, { fileSystem, isWatching: config.watch })
  const reloader = createGenerationReloader({
    store,
    state,
    onServed: (generation) => {
      log.info({ generation: generation.generation }, 'generation in service')
      void deltas
        ?.index(generation)
        .catch((error: unknown) => log.error(error, 'could not index generation for delta responses'))
      notify()
    },
    onCorrupt: (reason) => log.error({ reason }, 'what is published is damaged and not served'),
  })
  await reloader.refresh()
  /** What vanished with an old generation is of no account; what is lost in the one that is published is mended. */
  const onUnreadable = async (error: unknown): Promise<void> => {
    const { generation } = state
    await reloader.refresh()
    if (state.generation !== generation || state.isDamaged) return
    state.isDamaged = isDamage(error)
    const consequence = state.isDamaged ? 'the next run publishes it anew' : 'it is tried again when it is asked for'
    log.error({ reason: messageOf(error) }, `a published file cannot be read; ${consequence}`)
  }
  const telemetry = await createTelemetry(config, { store, log, state, pendingPings: hubNotifier.pending, now })
  const app = createApp(state, {
    publicUrl: config.publicUrl,
    hubs: config.websubHubs,
    pageImages: config.pageImages,
    interval: refreshInterval(config.regenerateCron),
    deltas,
    status: telemetry.status,
    onUnreadable: (error) => void onUnreadable(error),
    onError: (error) => log.error(error, 'a request could not be answered'),
    onDocument: telemetry.onDocument,
  })
  const close = async (): Promise<void> => {
    reloader.stop()
    await Promise.all([...servers.map((server) => server.stop()), hubNotifier.stop(), telemetry.stop()])
  }
  try {
    const onObserverError = (error: unknown) => log.error(error, 'a request could not be logged or counted')
    const listener = observeRequests(app, telemetry.requestObservers, onObserverError)
    servers.push(await startHttpServer({ name: 'PORT', ...config }, listener))
    if (telemetry.metrics && config.metricsPort !== undefined) {
      const loopback = { name: 'METRICS_PORT', port: config.metricsPort, host: '127.0.0.1' }
      servers.push(await startHttpServer(loopback, telemetry.metrics))
    }
  } catch (error) {
    await close()
    throw error
  }
  const { address } = servers[0] as HttpServer
  log.info({ pid, address: `http://${address.address}:${address.port}/`, publicUrl: `${config.publicUrl}/` }, 'serving')
  notify()

  const onFailed = (reason: RunReason, error: unknown): void => {
    state.failure = messageOf(error)
    for (const observer of telemetry.runObservers) observer.failed(reason, error)
  }
  const watcher = config.watch
    ? watchCorpus(config.contentDir, {
        onChange: () => schedule.request('watch'),
        onError: (failure) =>
          log.warn(failure, 'cannot watch all folders; changes are picked up by the next scheduled run'),
      })
    : undefined
  const tidy = createCollector()
  /** What follows a run that succeeded, and remains one whatever fails here. */
  const finish = async (reason: RunReason, report: RunReport): Promise<void> => {
    await Promise.all([cache.rest(), config.watch ? store.prepare() : undefined])
    tidy({ always: reason !== 'watch' })
    for (const observer of telemetry.runObservers) observer.finished(reason, report)
  }
  const run = async (reason: RunReason, signal: AbortSignal): Promise<RunOutcome | 'failed'> => {
    if (reason !== 'watch') watcher?.renew()
    const changed = watcher?.takeChanges()
    const changedFiles = reason === 'watch' ? changed : undefined
    try {
      const options: RunOptions = {
        store,
        now,
        signal,
        plan:
          changedFiles && !state.isDamaged
            ? { kind: 'incremental', changedFiles }
            : { kind: 'full', rewrite: state.isDamaged },
        cache,
        onPublished: reloader.refresh,
      }
      const report = await generate(config, options)
      state.failure = undefined
      await finish(reason, report).catch((error: unknown) => log.warn(error, 'published, but not finished'))
      return { nextDue: report.nextDue }
    } catch (error) {
      if (!signal.aborted) onFailed(reason, error)
      return 'failed'
    }
  }
  const onAbandoned = (reason: RunReason): void =>
    onFailed(reason, new Error(`a run did not end within ${DEADLINE / 60_000} minutes and was abandoned`))
  const { regenerateCron: cron } = config
  const schedule = startSchedule({ cron, run, onAbandoned, now, deadline: DEADLINE, retryAfter: RETRY_AFTER })
  return {
    address,
    regenerate: () => schedule.request('signal'),
    stop: async () => {
      state.stopping = true
      watcher?.stop()
      const timer = new AbortController()
      const grace = wait(GRACE, undefined, { signal: timer.signal }).catch(() => undefined)
      await Promise.all([Promise.race([schedule.stop(), grace]), close()])
      timer.abort()
    },
  }
}
