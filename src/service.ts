import type { RequestListener } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { Logger } from 'pino'
import { refreshInterval } from './build/refresh-interval.ts'
import type { RunPlan } from './build/run-plan.ts'
import { createRunner, type Runner } from './build/runner.ts'
import { type Attempt, type RunOutcome, type RunReason, type Schedule, startSchedule } from './build/scheduler.ts'
import type { Config } from './config.ts'
import { type CorpusWatcher, watchCorpus } from './corpus/watch-corpus.ts'
import { messageOf } from './errors.ts'
import { createFileSystemStore } from './publish/file-system/file-system-store.ts'
import { isDamage } from './publish/read-previous.ts'
import type { PublicationStore } from './publish/store.ts'
import { createApp } from './serve/create-app.ts'
import { createGenerationReloader, type GenerationReloader } from './serve/generation-reloader.ts'
import { createDeltas, type Deltas } from './serve/http/delta.ts'
import { type HttpServer, startHttpServer } from './serve/http/http-server.ts'
import type { Generation } from './serve/load-generation.ts'
import type { ServiceState } from './serve/service-state.ts'
import { createTelemetry, type Telemetry } from './telemetry/create-telemetry.ts'
import { observeRequests } from './telemetry/observe-requests.ts'
import type { RunObserver } from './telemetry/run-observer.ts'
import { type HubNotifier, startHubNotifier } from './websub/hub-notifier.ts'

/** How long a run may go without progress. */
const RUN_DEADLINE_MS = 15 * 60_000

/** How often to check whether the clock was set. */
const CLOCK_CHECK_MS = 10_000

/** How long after a failed run the next one starts. */
const RETRY_MS = 60_000

/** How long a run may continue after the service was stopped; one that hangs is abandoned. */
const STOP_GRACE_MS = 10_000

export interface ServiceOptions {
  log: Logger
  now: () => Date
  /** The PID of this process. */
  pid: number
}

/**
 * Serves the published generation and keeps it up to date: first the previous one, then that of a run at startup, then those of
 * scheduled runs. Also serves generations that other processes publish.
 */
export class Service {
  readonly #config: Config
  readonly #log: Logger
  readonly #now: () => Date
  readonly #pid: number
  readonly #state: ServiceState = { generation: undefined, isDamaged: false, failure: undefined, stopping: false }
  readonly #store: PublicationStore
  readonly #runner: Runner
  readonly #deltas: Deltas | undefined
  readonly #servers: HttpServer[] = []
  #reloader: GenerationReloader | undefined
  #hubNotifier: HubNotifier | undefined
  #telemetry: Telemetry | undefined
  #watcher: CorpusWatcher | undefined
  #schedule: Schedule | undefined

  constructor(config: Config, { log, now, pid }: ServiceOptions) {
    this.#config = config
    this.#log = log
    this.#now = now
    this.#pid = pid
    this.#store = createFileSystemStore(config.outDir, { pid, now })
    this.#runner = createRunner(config, { store: this.#store, now, onPublished: () => this.#refresh() })
    this.#deltas = config.deltaFeeds ? createDeltas() : undefined
  }

  /** @throws FeedmillError `port-unavailable` */
  async start(): Promise<void> {
    try {
      this.#reloader = this.#createReloader()
      await this.#refresh()
      this.#hubNotifier = await this.#startHubNotifier()
      this.#telemetry = await this.#createTelemetry(this.#hubNotifier)
      await this.#listen(this.#telemetry)
    } catch (error) {
      await this.#close()
      throw error
    }
    this.#notifyHubs()
    if (this.#config.watch) this.#watcher = this.#watchCorpus()
    this.#schedule = this.#startSchedule()
  }

  /** Runs now, or once more after the current run. */
  regenerate(): void {
    this.#schedule?.request('signal')
  }

  /** Stops accepting requests, and resolves when those in progress and the current run have ended. */
  async stop(): Promise<void> {
    this.#state.stopping = true
    this.#watcher?.stop()
    await Promise.all([this.#stopSchedule(), this.#close()])
  }

  async #close(): Promise<void> {
    this.#reloader?.stop()
    const servers = this.#servers.map((server) => server.stop())
    await Promise.all([...servers, this.#hubNotifier?.stop(), this.#telemetry?.stop()])
  }

  async #stopSchedule(): Promise<void> {
    const grace = new AbortController()
    const graceIsOver = wait(STOP_GRACE_MS, undefined, { signal: grace.signal }).catch(() => undefined)
    await Promise.race([this.#schedule?.stop(), graceIsOver])
    grace.abort()
  }

  #createReloader(): GenerationReloader {
    return createGenerationReloader({
      store: this.#store,
      state: this.#state,
      onServed: (generation) => this.#handleNewGeneration(generation),
      onFailed: (reason, isDamaged) => {
        const problem = isDamaged ? 'is corrupt' : 'cannot be read, will retry'
        this.#log.error({ reason }, `published generation ${problem}; still serving the previous one`)
      },
    })
  }

  async #refresh(): Promise<void> {
    await this.#reloader?.refresh()
  }

  #handleNewGeneration(generation: Generation): void {
    this.#log.info({ generation: generation.generation }, 'generation in service')
    this.#deltas?.index(generation).catch((error: unknown) => {
      this.#log.error(error, 'could not index generation for delta responses')
    })
    this.#notifyHubs()
  }

  #startHubNotifier(): Promise<HubNotifier> {
    const { websubHubs: hubs, publicUrl } = this.#config
    return startHubNotifier({
      store: this.#store,
      hubs,
      publicUrl,
      now: this.#now,
      onPing: ({ failure, ...ping }) => {
        if (failure === undefined) this.#log.debug(ping, 'hub notified')
        else this.#log.warn({ ...ping, failure }, 'hub notification failed, will retry')
      },
    })
  }

  /** Hubs fetch changes immediately, so they are notified only when these are served. */
  #notifyHubs(): void {
    const { generation } = this.#state
    if (this.#servers.length > 0 && generation) this.#hubNotifier?.notify(generation)
  }

  #createTelemetry({ pending: pendingPings }: HubNotifier): Promise<Telemetry> {
    const options = { store: this.#store, log: this.#log, state: this.#state, pendingPings, now: this.#now }
    return createTelemetry(this.#config, options)
  }

  async #listen(telemetry: Telemetry): Promise<void> {
    const { publicUrl, metricsPort } = this.#config
    const listener = observeRequests(this.#createApp(telemetry), telemetry.requestObservers, (error) =>
      this.#log.error(error, 'a request could not be logged or counted'),
    )
    const server = await startHttpServer({ name: 'PORT', ...this.#config }, listener)
    this.#servers.push(server)
    if (telemetry.metrics && metricsPort !== undefined) {
      const loopback = { name: 'METRICS_PORT', port: metricsPort, host: '127.0.0.1' }
      this.#servers.push(await startHttpServer(loopback, telemetry.metrics))
    }
    const address = `http://${server.address.address}:${server.address.port}/`
    this.#log.info({ pid: this.#pid, address, publicUrl: `${publicUrl}/` }, 'serving')
  }

  #createApp({ status, onDocument }: Telemetry): RequestListener {
    const { publicUrl, websubHubs: hubs, pageImages, regenerateCron } = this.#config
    return createApp(this.#state, {
      publicUrl,
      hubs,
      pageImages,
      interval: refreshInterval(regenerateCron),
      deltas: this.#deltas,
      status,
      onDocument,
      onUnreadable: (error) => void this.#handleUnreadable(error),
      onError: (error) => this.#log.error(error, 'a request could not be answered'),
    })
  }

  /** A file of an old generation may be gone; one of the published generation is restored by the next run. */
  async #handleUnreadable(error: unknown): Promise<void> {
    const { generation } = this.#state
    await this.#refresh()
    if (this.#state.generation !== generation || this.#state.isDamaged) return
    this.#state.isDamaged = isDamage(error)
    const consequence = this.#state.isDamaged ? 'the next run publishes it again' : 'the next request tries again'
    this.#log.error({ reason: messageOf(error) }, `a published file cannot be read; ${consequence}`)
  }

  #watchCorpus(): CorpusWatcher {
    return watchCorpus(this.#config.contentDir, {
      onChange: () => this.#schedule?.request('watch'),
      onError: (failure) => {
        this.#log.warn(failure, 'cannot watch all folders; changes are picked up by the next scheduled run')
      },
    })
  }

  #startSchedule(): Schedule {
    return startSchedule({
      cron: this.#config.regenerateCron,
      run: (reason, attempt) => this.#run(reason, attempt),
      onAbandoned: (reason) => {
        this.#handleFailure(
          reason,
          new Error(`run abandoned after ${RUN_DEADLINE_MS / 60_000} minutes without progress`),
        )
      },
      now: this.#now,
      deadlineMs: RUN_DEADLINE_MS,
      retryMs: RETRY_MS,
      clockCheckMs: CLOCK_CHECK_MS,
    })
  }

  async #run(reason: RunReason, attempt: Attempt): Promise<RunOutcome | 'failed'> {
    if (reason !== 'watch') this.#watcher?.renew()
    const changedFiles = this.#watcher?.takeChanges()
    const isIncremental = reason === 'watch' && changedFiles && !this.#state.isDamaged
    const plan: RunPlan = isIncremental
      ? { kind: 'incremental', changedFiles }
      : { kind: 'full', rewrite: this.#state.isDamaged }
    try {
      const report = await this.#runner.run(plan, attempt)
      this.#state.failure = undefined
      this.#observeRun((observer) => observer.finished(reason, report))
      return { nextDue: report.nextDue }
    } catch (error) {
      if (!attempt.signal.aborted) this.#handleFailure(reason, error)
      return 'failed'
    }
  }

  #handleFailure(reason: RunReason, error: unknown): void {
    this.#state.failure = messageOf(error)
    this.#observeRun((observer) => observer.failed(reason, error))
  }

  /** An observer that throws affects neither the run nor the other observers. */
  #observeRun(call: (observer: RunObserver) => void): void {
    for (const observer of this.#telemetry?.runObservers ?? []) {
      try {
        call(observer)
      } catch (error) {
        this.#log.error(error, 'a run could not be logged or counted')
      }
    }
  }
}
