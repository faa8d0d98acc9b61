import { changedFeeds } from '../build/changed-feeds.ts'
import type { RunReport } from '../build/run-report.ts'
import { FeedmillError, messageOf } from '../errors.ts'
import { countDiagnostics } from '../model/count-diagnostics.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import { errorsFirst } from '../model/errors-first.ts'
import type { Failure, Problems, Status, StatusRun } from '../pages/status/status.ts'
import type { RunObserver } from './run-observer.ts'
import type { SubscriberHistory } from './subscriber-history.ts'
import type { Traffic } from './traffic.ts'

/** Number of runs to show. */
const MAX_RUNS = 50

/** Number of errors and warnings to show. */
const MAX_PROBLEMS = 100

/** Collects what the status page shows. */
export interface StatusStore extends RunObserver {
  read: () => Status
}

export function createStatusStore(traffic: Traffic, history: SubscriberHistory, now: () => Date): StatusStore {
  const countedSince = now()
  let runs: StatusRun[] = []
  let last: RunReport | undefined
  let problems = problemsOf([])
  const addRun = (run: Omit<StatusRun, 'at'>): void => {
    runs = [{ at: now(), ...run }, ...runs].slice(0, MAX_RUNS)
  }
  return {
    finished: (_reason, report) => {
      const { generation, duration, changed } = report
      const outcome = generation === undefined ? 'unchanged' : 'published'
      addRun({ duration, outcome, changedFeeds: changedFeeds(changed) })
      last = report
      problems = problemsOf(report.diagnostics)
    },
    failed: (_reason, error) => addRun({ outcome: 'failed', failure: failureOf(error), changedFeeds: [] }),
    read: () => {
      const { requests, readers } = traffic.report()
      return {
        at: now(),
        runs,
        published: last?.published ?? 0,
        drafts: last?.ignored.draft ?? 0,
        scheduled: last?.scheduled ?? 0,
        problems,
        countedSince,
        requestsByFormat: countByFormat(requests),
        requestsByReader: readers.map(({ reader: name, count }) => ({ name, count })),
        subscribers: history.feeds(),
      }
    },
  }
}

function failureOf(error: unknown): Failure {
  if (!(error instanceof FeedmillError)) return { message: messageOf(error), problems: problemsOf([]) }
  const { message, hint, diagnostics } = error
  return { message, hint, problems: problemsOf(diagnostics) }
}

function problemsOf(diagnostics: readonly Diagnostic[]): Problems {
  const ordered = errorsFirst(diagnostics)
  const first = ordered.slice(0, MAX_PROBLEMS).map(({ message: _, ...diagnostic }) => diagnostic)
  return { total: diagnostics.length, skipped: countDiagnostics(diagnostics).skipped, first }
}

/** Counts requests for documents; other requests say nothing about readers. */
function countByFormat(requests: readonly { format: string; count: number }[]): { name: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const { format, count } of requests) {
    if (format === 'other' || format === 'none') continue
    counts.set(format, (counts.get(format) ?? 0) + count)
  }
  return [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count)
}
