import type { Logger } from 'pino'
import { changedFeeds } from '../build/changed-feeds.ts'
import type { RunReport } from '../build/run-report.ts'
import { FeedmillError, messageOf } from '../errors.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { RunObserver } from './run-observer.ts'

/** Logs runs, and each problem in the run that finds it first, and not in every run after that. */
export function createRunLog(log: Logger): RunObserver {
  let known = new Set<string>()
  const logNewDiagnostics = (diagnostics: readonly Diagnostic[]): void => {
    const found = new Set(diagnostics.map((diagnostic) => JSON.stringify(diagnostic)))
    for (const diagnostic of diagnostics) {
      if (!known.has(JSON.stringify(diagnostic)))
        log.warn(diagnostic, diagnostic.severity === 'error' ? 'article skipped' : 'warning')
    }
    known = found
  }
  return {
    finished: (reason, report) => {
      logNewDiagnostics(report.diagnostics)
      for (const what of report.recovered) log.warn({ what }, 'mended')
      log.info({ reason, ...summarize(report) }, 'run finished')
    },
    failed: (reason, error) => {
      const { hint, diagnostics } = error instanceof FeedmillError ? error : { hint: undefined, diagnostics: [] }
      logNewDiagnostics(diagnostics)
      log.error({ reason, failure: messageOf(error), hint }, 'run failed; the last good generation stays in service')
    },
  }
}

/** A run in one line of the log. */
function summarize({
  published,
  scheduled,
  drafts,
  diagnostics,
  feeds,
  changed,
  generation,
  nextDue,
  duration,
}: RunReport) {
  return {
    published,
    scheduled,
    drafts,
    diagnostics: diagnostics.length,
    feeds,
    changedFeeds: changedFeeds(changed),
    generation,
    nextDue,
    milliseconds: Math.round(duration),
  }
}
