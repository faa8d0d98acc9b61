import type { Logger } from 'pino'
import { changedFeeds } from '../build/changed-feeds.ts'
import type { RunReport } from '../build/run-report.ts'
import { FeedmillError, messageOf } from '../errors.ts'
import { countDiagnostics } from '../model/count-diagnostics.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { RunObserver } from './run-observer.ts'

/** Logs each run in a line with counts; at level `debug` also the diagnostics that the previous run did not have. */
export function createRunLog(log: Logger): RunObserver {
  let previous = new Set<string>()
  const logNewDiagnostics = (diagnostics: readonly Diagnostic[]): void => {
    if (!log.isLevelEnabled('debug')) return
    const current = new Set<string>()
    for (const diagnostic of diagnostics) {
      const key = JSON.stringify(diagnostic)
      current.add(key)
      if (!previous.has(key)) log.debug(diagnostic, diagnostic.severity === 'error' ? 'article skipped' : 'warning')
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
      const unexpected = error instanceof FeedmillError ? {} : { err: error }
      logNewDiagnostics(diagnostics)
      log.error(
        { reason, failure: messageOf(error), hint, ...countProblems(diagnostics), ...unexpected },
        'run failed; what is published stays',
      )
    },
  }
}

function summarize(report: RunReport) {
  const { files, published, scheduled, expired, ignored, diagnostics, feeds, changed, generation, nextDue, duration } =
    report
  return {
    ...{ files, published, ...countProblems(diagnostics), scheduled, expired, ignored, feeds },
    changedFeeds: changedFeeds(changed),
    generation,
    nextDue,
    milliseconds: Math.round(duration),
  }
}

/** The number of skipped articles, of warnings, and of both by rule; and the first places, errors first. */
function countProblems(diagnostics: readonly Diagnostic[]) {
  const { skipped, warnings } = countDiagnostics(diagnostics)
  const rules: Record<string, number> = {}
  for (const { rule } of diagnostics) rules[rule] = (rules[rule] ?? 0) + 1
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  const first = [...errors, ...diagnostics.filter(({ severity }) => severity !== 'error')].slice(0, MAX_PLACES)
  return { skipped, warnings, rules, ...(first.length > 0 ? { first: first.map(placeOf) } : {}) }
}

const MAX_PLACES = 5

function placeOf({ file, line, field, message }: Diagnostic): string {
  return [line === undefined ? file : `${file}:${line}`, field, message].filter(Boolean).join(' ')
}
