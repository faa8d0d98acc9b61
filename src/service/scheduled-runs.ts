import { setTimeout as wait } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { RunPlan } from '../build/run-plan.ts'
import type { Runner } from '../build/runner.ts'
import { type Attempt, type RunOutcome, type RunReason, type Schedule, startSchedule } from '../build/scheduler.ts'
import type { Config } from '../config.ts'
import { type CorpusWatcher, watchCorpus } from '../corpus/watch-corpus.ts'
import { messageOf } from '../errors.ts'
import type { ServiceState } from '../serve/service-state.ts'
import type { RunObserver } from '../telemetry/run-observer.ts'

/** How long a run may go without progress. */
const RUN_DEADLINE_MS = 15 * 60_000

/** How often to check whether the clock was set. */
const CLOCK_CHECK_MS = 10_000

/** How long after a failed run the next one starts. */
const RETRY_MS = 60_000

/** How long a run may continue after the service was stopped; one that hangs is abandoned. */
export const STOP_GRACE_MS = 10_000

export interface ScheduledRunsOptions {
  runner: Runner
  state: ServiceState
  /** Whether the publication is damaged, so that the next run must publish all of it again. */
  isDamaged: () => boolean
  observers: readonly RunObserver[]
  log: Logger
  now: () => Date
}

/** The runs of the service: at startup, on schedule, on request and, if it is watched, when the corpus changes. */
export interface ScheduledRuns {
  /** Runs now, or once more after the current run. */
  request: () => void
  /** Starts no more runs, and resolves when the current one has ended. */
  stop: () => Promise<void>
}

/** Starts the first run and the schedule. */
export function startRuns(
  { contentDir, regenerateCron, watch }: Config,
  { runner, state, isDamaged, observers, log, now }: ScheduledRunsOptions,
): ScheduledRuns {
  /** An observer that throws affects neither the run nor the other observers. */
  const observe = (call: (observer: RunObserver) => void): void => {
    for (const observer of observers) {
      try {
        call(observer)
      } catch (error) {
        log.error(error, 'a run could not be logged or counted')
      }
    }
  }
  const handleFailure = (reason: RunReason, error: unknown): void => {
    state.failure = messageOf(error)
    observe((observer) => observer.failed(reason, error))
  }
  const planRun = (reason: RunReason): RunPlan => {
    if (reason !== 'watch') watcher?.renew()
    const changedFiles = watcher?.takeChanges()
    const isIncremental = reason === 'watch' && changedFiles && !isDamaged()
    return isIncremental ? { kind: 'incremental', changedFiles } : { kind: 'full', rewrite: isDamaged() }
  }
  const run = async (reason: RunReason, attempt: Attempt): Promise<RunOutcome | 'failed'> => {
    try {
      const report = await runner.run(planRun(reason), attempt)
      state.failure = undefined
      observe((observer) => observer.finished(reason, report))
      return { nextDue: report.nextDue }
    } catch (error) {
      if (!attempt.signal.aborted) handleFailure(reason, error)
      return 'failed'
    }
  }
  const startWatching = (): CorpusWatcher =>
    watchCorpus(contentDir, {
      onChange: () => schedule.request('watch'),
      onError: (failure) => {
        log.warn(failure, 'cannot watch all folders; changes are picked up by the next scheduled run')
      },
    })

  const watcher = watch ? startWatching() : undefined
  const schedule: Schedule = startSchedule({
    cron: regenerateCron,
    run,
    onAbandoned: (reason) =>
      handleFailure(reason, new Error(`run abandoned after ${RUN_DEADLINE_MS / 60_000} minutes without progress`)),
    now,
    deadlineMs: RUN_DEADLINE_MS,
    retryMs: RETRY_MS,
    clockCheckMs: CLOCK_CHECK_MS,
  })
  return {
    request: () => schedule.request('signal'),
    stop: async () => {
      watcher?.stop()
      const grace = new AbortController()
      const graceIsOver = wait(STOP_GRACE_MS, undefined, { signal: grace.signal }).catch(() => undefined)
      await Promise.race([schedule.stop(), graceIsOver])
      grace.abort()
    },
  }
}
