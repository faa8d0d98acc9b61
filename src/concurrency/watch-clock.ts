/** The clock may drift this far between two checks; more is a step. */
const TOLERANCE_MS = 2000

export interface ClockOptions {
  now: () => Date
  /** Called after the clock was set, or after the machine slept. */
  onStep: () => void
  /** Time between two checks. */
  checkMs: number
}

/**
 * Notices steps of the clock: timers go by the monotonic clock, so that one which was started before a step fires at the wrong
 * time of day.
 *
 * @returns a function that ends the checks
 */
export function watchClock({ now, onStep, checkMs }: ClockOptions): () => void {
  const difference = () => now().getTime() - performance.now()
  let last = difference()
  const timer = setInterval(() => {
    const current = difference()
    const isStep = Math.abs(current - last) > TOLERANCE_MS
    last = current
    if (isStep) onStep()
  }, checkMs).unref()
  return () => clearInterval(timer)
}
