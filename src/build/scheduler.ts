import { schedule as scheduleCron } from 'node-cron'
import { watchClock } from '../concurrency/watch-clock.ts'

/** Why a run starts. */
export type RunReason = 'start' | 'cron' | 'signal' | 'due' | 'watch' | 'clock'

/** The outcome of a successful run. */
export interface RunOutcome {
  /** When the next scheduled article becomes due. */
  nextDue: Date | undefined
}

export interface ScheduleOptions {
  /** node-cron expression in UTC, with an optional field for seconds in front. */
  cron: string
  /** Runs once; must not throw. */
  run: (reason: RunReason, attempt: Attempt) => Promise<RunOutcome | 'failed'>
  /** Called when a run is abandoned at its deadline. */
  onAbandoned: (reason: RunReason) => void
  now: () => Date
  /** How long a run may go without progress. */
  deadlineMs: number
  /** How long after a failed run the next one starts. */
  retryMs: number
  /** How often to check whether the clock was set. */
  clockCheckMs: number
}

/** What a run needs to know of its schedule. */
export interface Attempt {
  /** Aborts the run. */
  signal: AbortSignal
  /** Postpones the deadline: a run that goes on may take as long as it needs. */
  onProgress: () => void
}

export interface Schedule {
  /** Runs now, or once more after the current run. */
  request: (reason: RunReason) => void
  /** Starts no more runs and aborts the current one; resolves when that has ended, or at its deadline. */
  stop: () => Promise<void>
}

/** The longest time that a timer can wait. */
const MAX_TIMER_MS = 2 ** 31 - 1

/**
 * Starts a run at once, and then at each tick of the cron expression, when a scheduled article becomes due, when the clock was
 * set, and on request. Runs never overlap: requests during a run become one run after it. A run that makes no progress until its
 * deadline is aborted and abandoned, so that it does not block later ones. A failed run is retried soon, so that due articles are
 * not held back.
 */
export function startSchedule(options: ScheduleOptions): Schedule {
  const { cron, run, onAbandoned, now, deadlineMs, retryMs, clockCheckMs } = options
  let isStopped = false
  let abort = (): void => undefined
  let running: Promise<void> | undefined
  let pending: RunReason | undefined
  let due: Date | undefined
  let dueTimer: NodeJS.Timeout | undefined

  const runOnce = async (reason: RunReason): Promise<void> => {
    const attempt = new AbortController()
    abort = () => attempt.abort()
    let timer: NodeJS.Timeout | undefined
    const abandoned = new Promise<'abandoned'>((resolve) => {
      timer = setTimeout(() => {
        attempt.abort()
        resolve('abandoned')
      }, deadlineMs)
    })
    const { signal } = attempt
    const outcome = await Promise.race([run(reason, { signal, onProgress: () => timer?.refresh() }), abandoned])
    clearTimeout(timer)
    if (outcome === 'abandoned') onAbandoned(reason)
    if (outcome === 'abandoned' || outcome === 'failed') waitUntil(nextTry())
    else {
      due = outcome.nextDue
      waitUntil(due)
    }
    running = undefined
    const next = pending
    pending = undefined
    if (next) request(next)
  }
  /** The time of the retry after a failure; at the latest, when an article is due. */
  const nextTry = (): Date => {
    const retry = new Date(now().getTime() + retryMs)
    return due && due > now() && due < retry ? due : retry
  }
  const request = (reason: RunReason): void => {
    if (isStopped) return
    if (running) pending = reason === 'watch' ? (pending ?? reason) : reason
    else running = runOnce(reason)
  }
  const waitUntil = (instant: Date | undefined): void => {
    clearTimeout(dueTimer)
    if (!instant || isStopped) return
    const wait = Math.max(instant.getTime() - now().getTime(), 0)
    // A timer may also fire a moment early.
    dueTimer = setTimeout(() => (now() < instant ? waitUntil(instant) : request('due')), Math.min(wait, MAX_TIMER_MS))
  }

  const startTask = () => {
    const task = scheduleCron(cron, () => request('cron'), {
      timezone: 'UTC',
      noOverlap: true,
      suppressMissedWarning: true,
    })
    task.on('execution:missed', () => request('cron'))
    return task
  }
  let task = startTask()
  const unwatchClock = watchClock({
    now,
    checkMs: clockCheckMs,
    onStep: () => {
      void task.destroy()
      task = startTask()
      request('clock')
    },
  })
  request('start')
  return {
    request,
    stop: async () => {
      isStopped = true
      unwatchClock()
      abort()
      clearTimeout(dueTimer)
      await task.destroy()
      await running
    },
  }
}
