import type { RequestListener } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { Logger } from 'pino'
import { refreshInterval } from '../build/refresh-interval.ts'
import { createRunner } from '../build/runner.ts'
import type { Config } from '../config.ts'
import { listFiles } from '../corpus/list-files.ts'
import { messageOf } from '../errors.ts'
import { type Assets, loadAssets } from '../load-assets.ts'
import { createFileSystemStore } from '../publish/file-system/file-system-store.ts'
import { isDamage } from '../publish/read-previous.ts'
import type { PublicationStore } from '../publish/store.ts'
import { createApp } from '../serve/create-app.ts'
import type { GenerationReloader } from '../serve/generation-reloader.ts'
import { createDeltas, type Deltas } from '../serve/http/delta.ts'
import type { HttpServer } from '../serve/http/http-server.ts'
import { indexEarlier } from '../serve/index-earlier.ts'
import type { Generation } from '../serve/load-generation.ts'
import type { ServiceState } from '../serve/service-state.ts'
import { createTelemetry, type Telemetry } from '../telemetry/create-telemetry.ts'
import { observeRequests } from '../telemetry/observe-requests.ts'
import type { HubNotifier } from '../websub/hub-notifier.ts'
import type { BucketFollower } from './bucket-follower.ts'
import { openPublication, publishes, startFollower } from './bucket-roles.ts'
import { listen } from './listen.ts'
import { startLoggedHubNotifier } from './logged-hub-notifier.ts'
import { createLoggedReloader } from './logged-reloader.ts'
import { type ScheduledRuns, STOP_GRACE_MS, startRuns } from './scheduled-runs.ts'

export interface ServiceOptions {
  log: Logger
  now: () => Date
  /** The PID of this process. */
  pid: number
}

/**
 * Serves the published generation and keeps it up to date: first the previous one, then that of a run at startup, then those of
 * scheduled runs. Also serves generations that other processes publish. With a bucket, serves a copy of what is published there;
 * if it only serves, there are no runs.
 */
export class Service {
  readonly #config: Config
  readonly #log: Logger
  readonly #now: () => Date
  readonly #pid: number
  readonly #state: ServiceState = { generation: undefined, isDamaged: false, failure: undefined, stopping: false }
  /** What is served. */
  readonly #store: PublicationStore
  /** Where runs publish: the same, or a bucket. */
  #publication: PublicationStore
  readonly #deltas: Deltas | undefined
  /** Ends requests to buckets that do not answer. */
  readonly #disconnecting = new AbortController()
  #server: HttpServer | undefined
  #reloader: GenerationReloader | undefined
  #hubNotifier: HubNotifier | undefined
  #telemetry: Telemetry | undefined
  #runs: ScheduledRuns | undefined
  #follower: BucketFollower | undefined

  constructor(config: Config, { log, now, pid }: ServiceOptions) {
    this.#config = config
    this.#log = log
    this.#now = now
    this.#pid = pid
    this.#store = createFileSystemStore(config.outDir, { pid, now })
    this.#publication = this.#store
    this.#deltas = config.deltaFeeds ? createDeltas() : undefined
  }

  /**
   * @throws FeedmillError `config-invalid`, `port-unavailable`, or `content-dir-unreadable` if nothing is published yet: only
   * the person who starts it can know where the articles are
   */
  async start(): Promise<void> {
    const { siteIcon, contentDir } = this.#config
    const assets = await loadAssets(siteIcon)
    try {
      this.#publication = await openPublication(this.#config, this.#store, {
        ...{ pid: this.#pid, now: this.#now, signal: this.#disconnecting.signal },
      })
      this.#reloader = createLoggedReloader({
        ...{ store: this.#store, state: this.#state, log: this.#log },
        onServed: (generation) => this.#handleNewGeneration(generation),
      })
      await this.#refresh()
      if (publishes(this.#config) && !this.#state.generation && !this.#state.isDamaged) listFiles(contentDir)
      this.#hubNotifier = await startLoggedHubNotifier(this.#config, this.#publication, this.#log, this.#now)
      this.#telemetry = await this.#createTelemetry(this.#hubNotifier, assets)
      this.#server = await this.#listen(this.#telemetry, assets)
    } catch (error) {
      await this.#close()
      throw error
    }
    this.#follower = await this.#startFollower()
    if (!this.#follower) this.#notifyHubs()
    if (publishes(this.#config)) this.#runs = this.#startRuns(this.#telemetry, assets)
    if (this.#deltas) indexEarlier(this.#deltas, this.#follower?.source ?? this.#store).catch(this.#reportIndexing)
  }

  /** Runs now, or once more after the current run, and looks for what others have published. */
  regenerate(): void {
    this.#runs?.request()
    void this.#follower?.refresh()
  }

  /**
   * Is not ready from now on and, after a delay in which load balancers notice, stops accepting requests. Resolves when those in
   * progress and the current run have ended.
   */
  async stop(): Promise<void> {
    this.#state.stopping = true
    const closed = wait(this.#config.shutdownDelay * 1000).then(() => this.#close())
    await Promise.all([this.#runs?.stop(), closed])
  }

  /** A publisher may have something to finish in the bucket; who only serves has nothing. */
  async #close(): Promise<void> {
    const disconnect = () => this.#disconnecting.abort()
    const disconnection = setTimeout(disconnect, publishes(this.#config) ? STOP_GRACE_MS : 0)
    this.#reloader?.stop()
    await Promise.all([
      this.#follower?.stop(),
      this.#server?.stop(),
      this.#hubNotifier?.stop(),
      this.#telemetry?.stop(),
    ])
    clearTimeout(disconnection)
  }

  readonly #reportIndexing = (error: unknown): void => {
    this.#log.warn({ reason: messageOf(error) }, 'some readers get whole feeds instead of deltas')
  }

  async #refresh(): Promise<void> {
    await this.#reloader?.refresh()
  }

  #handleNewGeneration(generation: Generation): void {
    this.#log.info({ generation: generation.generation }, 'generation in service')
    this.#deltas?.index(generation).catch(this.#reportIndexing)
    if (!this.#follower) this.#notifyHubs()
  }

  /** Hubs fetch changes immediately, so they are notified only when these are served. */
  #notifyHubs(): void {
    const { generation } = this.#state
    if (this.#server && generation) this.#hubNotifier?.notify(generation)
  }

  #createTelemetry({ pending: pendingPings }: HubNotifier, { paths: assets }: Assets): Promise<Telemetry> {
    const options = { store: this.#store, log: this.#log, assets, state: this.#state, pendingPings, now: this.#now }
    return createTelemetry(this.#config, options)
  }

  async #listen(telemetry: Telemetry, assets: Assets): Promise<HttpServer> {
    const app = observeRequests(this.#createApp(telemetry, assets), telemetry.requestObservers, (error) =>
      this.#log.error(error, 'a request could not be logged or counted'),
    )
    const server = await listen(this.#config, { app, metrics: telemetry.metrics, log: this.#log })
    const { url: address } = server
    this.#log.info({ pid: this.#pid, address, publicUrl: `${this.#config.publicUrl}/` }, 'serving')
    return server
  }

  #createApp({ status, onDocument }: Telemetry, { paths: assets }: Assets): RequestListener {
    const { publicUrl, websubHubs: hubs, pageImages, regenerateCron } = this.#config
    return createApp(this.#state, {
      publicUrl,
      hubs,
      pageImages,
      interval: refreshInterval(regenerateCron),
      deltas: this.#deltas,
      now: this.#now,
      assets,
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

  #startFollower(): Promise<BucketFollower | undefined> {
    const [target, state, log, now, pid] = [this.#store, this.#state, this.#log, this.#now, this.#pid]
    const onCopied = () => this.#refresh()
    const { signal } = this.#disconnecting
    return startFollower(this.#config, this.#publication, { target, state, log, now, pid, signal, onCopied })
  }

  #startRuns({ runObservers }: Telemetry, assets: Assets): ScheduledRuns {
    const [store, follower, now, log, state] = [this.#publication, this.#follower, this.#now, this.#log, this.#state]
    // Other publishers may have died before they could notify hubs, so that each run, also one that fails, looks for what is left.
    const notify = () => this.#notifyHubs()
    const notifier = { finished: notify, failed: notify }
    const observers = follower ? [...runObservers, notifier] : runObservers
    const onPublished = () => (follower ? follower.refresh() : this.#refresh())
    const isDamaged = () => (follower ? follower.isSourceDamaged() : state.isDamaged)
    const runner = createRunner(this.#config, { store, assets, now, onPublished })
    return startRuns(this.#config, { runner, state, isDamaged, observers, log, now })
  }
}
