import type { RunReport } from '../build/run-report.ts'
import type { FeedmillError } from '../errors.ts'
import { countDiagnostics } from '../model/count-diagnostics.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import { displayPath, type ReportView } from './report-view.ts'

/** Of all reports; increases when a field is removed or changes its meaning; new fields may appear at any time. */
export const VERSION = 2

/** The report of a run as JSON; docs/json-report.md describes every field. */
export function formatReportAsJson(report: RunReport, view: ReportView): string {
  const {
    files,
    published,
    ignored,
    understood,
    scheduled,
    expired,
    nextDue,
    feeds,
    diagnostics,
    refusal,
    changed,
    removed,
    recovered,
    unfinished,
  } = report
  const { skipped, warned } = countDiagnostics(diagnostics)
  return stringify({
    version: VERSION,
    files,
    published,
    skipped,
    warned,
    drafts: ignored.draft ?? 0,
    ignored,
    scheduled,
    expired,
    nextDue: nextDue ?? null,
    feeds,
    diagnostics: diagnostics.map((diagnostic) => diagnosticFields(diagnostic, view)),
    refusal: refusal ? errorFields(refusal) : null,
    changed,
    removed,
    recovered,
    unfinished,
    generation: report.generation ?? null,
    understood,
    milliseconds: Math.round(report.duration),
  })
}

/** The error that ended a run, as JSON. */
export function formatErrorAsJson(error: FeedmillError, view: ReportView): string {
  const diagnostics = error.diagnostics.map((diagnostic) => diagnosticFields(diagnostic, view))
  return stringify({ version: VERSION, error: errorFields(error), diagnostics })
}

/** The fields of a diagnostic. */
export function diagnosticFields(diagnostic: Diagnostic, view: ReportView) {
  const { line = null, field = null, rule, message, hint, severity } = diagnostic
  return { file: displayPath(diagnostic, view), line, field, rule, message, hint, severity }
}

function errorFields({ code, message, hint }: FeedmillError) {
  return { code, message, hint }
}

/** JSON for programs that people may read, too. */
export function stringify(value: unknown): string {
  return JSON.stringify(value, null, 2)
}
