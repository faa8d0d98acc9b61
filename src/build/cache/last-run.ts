import type { LastRun } from './build-cache.ts'

/** Whether a run would find what the last one found: every file is as it was, and nothing has become due since. */
export function isStillTrue({ state, at, stats: { nextDue } }: LastRun, found: string, now: Date): boolean {
  return state === found && now >= at && (!nextDue || now < nextDue)
}
