import type { Logger } from 'pino'
import { changedFeeds } from '../build/changed-feeds.ts'
import type { RunReport } from '../build/run-report.ts'
import { FeedmillError, messageOf } from '../errors.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { RunObserver } from './run-observer.ts'

/** Logs runs. A diagnostic is logged only if the previous run did not have it. */
export function createRunLog(log: Logger): RunObserver {
  let previous = new Set<string>()
  const logNewDiagnostics = (diagnostics: readonly Diagnostic[]): void => {
    const current = new Set(diagnostics.map((diagnostic) => JSON.stringify(diagnostic)))
    for (const diagnostic of diagnostics) {
      if (!previous.has(JSON.stringify(diagnostic)))
        log.warn(diagnostic, diagnostic.severity === 'error' ? 'article skipped' : 'warning')
    }
    previous = current
  }
  return {
    finished: (reason, report) => {
      logNewDiagnostics(report.diagnostics)
      for (const repair of report.recovered) log.warn({ repair }, 'recovered')
      for (const failure of report.unfinished) log.warn({ failure }, 'published, but not finished')
      log.info({ reason, ...summarize(report) }, 'run finished')
    },
    failed: (reason, error) => {
      const { hint, diagnostics } = error instanceof FeedmillError ? error : { hint: undefined, diagnostics: [] }
      logNewDiagnostics(diagnostics)
      const unexpected = error instanceof FeedmillError ? {} : { err: error }
      log.error(
        { reason, failure: messageOf(error), hint, ...unexpected },
        'run failed; still serving the last good generation',
      )
    },
  }
}

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
