import type { RunReport } from '../build/run-report.ts'
import type { FeedmillError } from '../errors.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import { pathOf, type ReportView } from './report-view.ts'

/** Grows when a field changes its meaning or goes; new fields may come at any time. */
const VERSION = 1

/** What a run found and did, for programs; docs/json-report.md describes every field. */
export function formatReportAsJson(report: RunReport, view: ReportView): string {
  const { published, drafts, scheduled, nextDue, feeds, diagnostics, refusal, changed, removed, recovered } = report
  return write({
    version: VERSION,
    published,
    drafts,
    scheduled,
    nextDue: nextDue ?? null,
    feeds,
    diagnostics: diagnostics.map((diagnostic) => diagnosticFields(diagnostic, view)),
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
  const diagnostics = error.diagnostics.map((diagnostic) => diagnosticFields(diagnostic, view))
  return write({ version: VERSION, error: errorFields(error), diagnostics })
}

function diagnosticFields(diagnostic: Diagnostic, view: ReportView) {
  const { line = null, field = null, rule, message, hint, severity } = diagnostic
  return { file: pathOf(diagnostic, view), line, field, rule, message, hint, severity }
}

function errorFields({ code, message, hint }: FeedmillError) {
  return { code, message, hint }
}

function write(value: unknown): string {
  return JSON.stringify(value, null, 2)
}
