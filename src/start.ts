import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Config } from './config.ts'
import { FeedmillError, messageOf } from './errors.ts'
import { generate, type RunReport } from './generate.ts'
import type { Problem } from './model.ts'
import { changedFeeds } from './report.ts'
import { type RunOutcome, type RunReason, refreshInterval, startSchedule } from './schedule.ts'
import { createApp } from './serve/create-app.ts'
import { createDeltas } from './serve/delta.ts'
import { followPublication } from './serve/follow-publication.ts'
import { startHttpServer } from './serve/http-server.ts'
import type { ServiceState } from './serve/service-state.ts'
import { startAnnouncer } from './websub/announcer.ts'

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
  const announcer = await startAnnouncer({
    outDir: config.outDir,
    hubs: config.websubHubs,
    publicUrl: config.publicUrl,
    onPing: ({ failure, ...ping }) => {
      if (failure === undefined) log.debug(ping, 'hub told')
      else log.warn({ ...ping, failure }, 'hub could not be told; it is tried again')
    },
  })
  const follower = followPublication({
    outDir: config.outDir,
    state,
    onServed: (generation) => {
      log.info({ generation: generation.generation }, 'generation in service')
      void deltas?.remember(generation)
      announcer.announce(generation)
    },
    onDamage: (reason) => log.error({ reason }, 'what is published is damaged and not served'),
  })
  await follower.look()
  /** What vanished with an old generation is of no account; what is lost in the one that is published is mended. */
  const onUnreadable = async (error: unknown): Promise<void> => {
    const { generation } = state
    await follower.look()
    if (state.generation !== generation) return
    state.isDamaged = true
    log.error({ reason: messageOf(error) }, 'a published file cannot be read; the next run publishes it anew')
  }
  const app = createApp(state, {
    publicUrl: config.publicUrl,
    hubs: config.websubHubs,
    interval: refreshInterval(config.regenerateCron),
    deltas,
    onUnreadable: (error) => void onUnreadable(error),
  })
  const server = await startHttpServer(config, [app]).catch((error: unknown) => {
    follower.stop()
    throw error
  })
  const { address } = server
  log.info({ pid, address: `http://${address.address}:${address.port}/`, publicUrl: `${config.publicUrl}/` }, 'serving')

  warnOfReservedVariables(config, log)

  const logNewProblems = createProblemLog(log)
  const run = async (reason: RunReason, signal: AbortSignal): Promise<RunOutcome | 'failed'> => {
    try {
      const report = await generate(config, { now, pid, signal, repair: state.isDamaged })
      await follower.look()
      state.failure = undefined
      logNewProblems(report.problems)
      for (const what of report.recovered) log.warn({ what }, 'mended')
      log.info({ reason, ...summarize(report) }, 'run finished')
      return { nextDue: report.nextDue }
    } catch (error) {
      if (signal.aborted) return 'failed'
      state.failure = messageOf(error)
      const { remedy, problems } = error instanceof FeedmillError ? error : { remedy: undefined, problems: [] }
      logNewProblems(problems)
      log.error({ reason, failure: state.failure, remedy }, 'run failed; the last good generation stays in service')
      return 'failed'
    }
  }
  const schedule = startSchedule({
    cron: config.regenerateCron,
    run,
    onAbandoned: (reason) => {
      state.failure = `a run did not end within ${DEADLINE / 60_000} minutes`
      log.error({ reason, failure: state.failure }, 'run abandoned; the last good generation stays in service')
    },
    now,
    deadline: DEADLINE,
    retryAfter: RETRY_AFTER,
  })
  return {
    address,
    regenerate: () => schedule.request('signal'),
    stop: async () => {
      state.stopping = true
      const timer = new AbortController()
      const grace = wait(GRACE, undefined, { signal: timer.signal }).catch(() => undefined)
      await Promise.all([Promise.race([schedule.stop(), grace]), server.stop(), announcer.stop()])
      timer.abort()
      follower.stop()
    },
  }
}

/** Some variables are named and checked, so that a configuration need not change later, but do nothing yet. */
function warnOfReservedVariables({ metricsPort }: Config, log: Logger): void {
  if (metricsPort !== undefined) log.warn('METRICS_PORT is without effect yet: there are no metrics')
}

/** Logs each problem in the run that finds it first, and not in every run after that. */
function createProblemLog(log: Logger): (problems: readonly Problem[]) => void {
  let known = new Set<string>()
  return (problems) => {
    const found = new Set(problems.map((problem) => JSON.stringify(problem)))
    for (const problem of problems) {
      if (!known.has(JSON.stringify(problem))) log.warn(problem, problem.leftOut ? 'file left out' : 'to be looked at')
    }
    known = found
  }
}

/** A run in one line of the log. */
function summarize({
  published,
  waiting,
  unpublished,
  problems,
  feeds,
  changed,
  generation,
  nextDue,
  duration,
}: RunReport) {
  return {
    published,
    waiting,
    unpublished,
    problems: problems.length,
    feeds,
    changedFeeds: changedFeeds(changed),
    generation,
    nextDue,
    milliseconds: Math.round(duration),
  }
}
