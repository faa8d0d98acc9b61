import { schedule as scheduleCron } from 'node-cron'

/** Why a run starts. */
export type RunReason = 'start' | 'cron' | 'signal' | 'due' | 'watch'

/** The outcome of a successful run. */
export interface RunOutcome {
  /** When the next scheduled article becomes due. */
  nextDue: Date | undefined
}

export interface ScheduleOptions {
  /** node-cron expression in UTC, with an optional field for seconds in front. */
  cron: string
  /** Runs once; must not throw. The signal aborts the run. */
  run: (reason: RunReason, signal: AbortSignal) => Promise<RunOutcome | 'failed'>
  /** Called when a run is abandoned at its deadline. */
  onAbandoned: (reason: RunReason) => void
  now: () => Date
  /** How long a run may take. */
  deadlineMs: number
  /** How long after a failed run the next one starts. */
  retryMs: number
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
 * Starts a run at once, and then at each tick of the cron expression, when a scheduled article becomes due, and on request.
 * Runs never overlap: requests during a run become one run after it. A run that exceeds its deadline is aborted and
 * abandoned, so that it does not block later ones. A failed run is retried soon, so that due articles are not held back.
 */
export function startSchedule({ cron, run, onAbandoned, now, deadlineMs, retryMs }: ScheduleOptions): Schedule {
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
    const outcome = await Promise.race([run(reason, attempt.signal), abandoned])
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

  const task = scheduleCron(cron, () => request('cron'), {
    timezone: 'UTC',
    noOverlap: true,
    suppressMissedWarning: true,
  })
  task.on('execution:missed', () => request('cron'))
  request('start')
  return {
    request,
    stop: async () => {
      isStopped = true
      abort()
      clearTimeout(dueTimer)
      await task.destroy()
      await running
    },
  }
}
