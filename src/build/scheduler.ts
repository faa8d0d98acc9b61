import { schedule as scheduleCron } from 'node-cron'

/** Why a run is wanted. */
export type RunReason = 'start' | 'cron' | 'signal' | 'due' | 'watch'

/** What a run tells about the next one. */
export interface RunOutcome {
  /** When something becomes due before the next tick may come. */
  nextDue: Date | undefined
}

export interface ScheduleOptions {
  /** node-cron expression, in UTC; seconds may stand in front. */
  cron: string
  /** Does one run; it must not throw. The signal asks it to give up. */
  run: (reason: RunReason, signal: AbortSignal) => Promise<RunOutcome | 'failed'>
  /** Is told of a run that was abandoned because it did not end. */
  onAbandoned: (reason: RunReason) => void
  now: () => Date
  /** How long a run may take, in milliseconds. */
  deadline: number
  /** How long after a run that failed it is tried again, in milliseconds. */
  retryAfter: number
}

export interface Schedule {
  /** Asks for a run now, or for one more after the run that is under way. */
  request: (reason: RunReason) => void
  /** Starts no run any more and asks the one under way to give up; resolves when it has, or after its deadline. */
  stop: () => Promise<void>
}

/** The longest time that a timer takes, in milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1

/**
 * Starts a run at once and then by the clock: at each tick of the cron expression, when something becomes due, and when
 * asked. Runs never overlap; requests that come in during a run become one run after it. A run that has not ended at its
 * deadline is asked to give up and no longer waited for, so that it does not stop all later ones. A run that failed is tried
 * again before long, so that nothing that was due stays out.
 */
export function startSchedule({ cron, run, onAbandoned, now, deadline, retryAfter }: ScheduleOptions): Schedule {
  let isStopped = false
  let giveUp = (): void => undefined
  let running: Promise<void> | undefined
  let pending: RunReason | undefined
  let due: Date | undefined
  let dueTimer: NodeJS.Timeout | undefined

  const runOnce = async (reason: RunReason): Promise<void> => {
    const attempt = new AbortController()
    giveUp = () => attempt.abort()
    let timer: NodeJS.Timeout | undefined
    const abandoned = new Promise<'abandoned'>((resolve) => {
      timer = setTimeout(() => {
        attempt.abort()
        resolve('abandoned')
      }, deadline)
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
  /** After a failure: before long, and not later than something becomes due. */
  const nextTry = (): Date => {
    const retry = new Date(now().getTime() + retryAfter)
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
    dueTimer = setTimeout(
      () => (wait > LONGEST_TIMER ? waitUntil(instant) : request('due')),
      Math.min(wait, LONGEST_TIMER),
    )
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
      giveUp()
      clearTimeout(dueTimer)
      await task.destroy()
      await running
    },
  }
}
