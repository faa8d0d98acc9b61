import type { RunReport } from '../build/run-report.ts'
import type { FeedmillError } from '../errors.ts'
import type { Problem } from '../model/diagnostic.ts'
import { pathOf, type ReportView } from './report-view.ts'

/** Grows when a field changes its meaning or goes; new fields may come at any time. */
const VERSION = 1

/** What a run found and did, for programs; docs/json-report.md describes every field. */
export function formatReportAsJson(report: RunReport, view: ReportView): string {
  const { published, unpublished, waiting, nextDue, feeds, problems, refusal, changed, removed, recovered } = report
  return write({
    version: VERSION,
    published,
    unpublished,
    waiting,
    nextDue: nextDue ?? null,
    feeds,
    problems: problems.map((problem) => problemFields(problem, view)),
    refusal: refusal ? errorFields(refusal) : null,
    changed,
    removed,
    recovered,
    generation: report.generation ?? null,
    milliseconds: Math.round(report.duration),
  })
}

/** What ended a run, for programs. */
export function formatErrorAsJson(error: FeedmillError, view: ReportView): string {
  const problems = error.problems.map((problem) => problemFields(problem, view))
  return write({ version: VERSION, error: errorFields(error), problems })
}

function problemFields(problem: Problem, view: ReportView) {
  const { line = null, field = null, rule, message, remedy, leftOut } = problem
  return { file: pathOf(problem, view), line, field, rule, message, remedy, leftOut }
}

function errorFields({ code, message, remedy }: FeedmillError) {
  return { code, message, remedy }
}

function write(value: unknown): string {
  return JSON.stringify(value, null, 2)
}
