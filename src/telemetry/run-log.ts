import type { Logger } from 'pino'
import { changedFeeds } from '../build/changed-feeds.ts'
import type { RunReport } from '../build/run-report.ts'
import { FeedmillError, messageOf } from '../errors.ts'
import type { Problem } from '../model/diagnostic.ts'
import type { RunObserver } from './run-observer.ts'

/** Logs runs, and each problem in the run that finds it first, and not in every run after that. */
export function createRunLog(log: Logger): RunObserver {
  let known = new Set<string>()
  const logNewProblems = (problems: readonly Problem[]): void => {
    const found = new Set(problems.map((problem) => JSON.stringify(problem)))
    for (const problem of problems) {
      if (!known.has(JSON.stringify(problem))) log.warn(problem, problem.leftOut ? 'file left out' : 'to be looked at')
    }
    known = found
  }
  return {
    finished: (reason, report) => {
      logNewProblems(report.problems)
      for (const what of report.recovered) log.warn({ what }, 'mended')
      log.info({ reason, ...summarize(report) }, 'run finished')
    },
    failed: (reason, error) => {
      const { remedy, problems } = error instanceof FeedmillError ? error : { remedy: undefined, problems: [] }
      logNewProblems(problems)
      log.error({ reason, failure: messageOf(error), remedy }, 'run failed; the last good generation stays in service')
    },
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
