import type { RunReport } from '../build/run-report.ts'
import type { FeedmillError } from '../errors.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import { errorsFirst } from '../model/errors-first.ts'
import { displayPath, isUrl, type ReportView } from './report-view.ts'
import { describe } from './rule-lines.ts'
import { summaryLines } from './summary-lines.ts'
import { errorLines } from './text-report.ts'

/** GitHub shows 10 errors and 10 warnings of a step; the others are only in its log. */
const MAX_ANNOTATIONS = 50

/** The report of a run for GitHub Actions: a diagnostic becomes an annotation at its line of the file, errors first. */
export function formatReportForGitHub(report: RunReport, view: ReportView): string {
  const { diagnostics, refusal, generation } = report
  const refused = refusal && generation === undefined ? [annotateError(refusal)] : []
  return [...annotations(diagnostics, view), ...refused, ...summaryLines(report, view)].join('\n')
}

/** The error that ended a run, for GitHub Actions. */
export function formatErrorForGitHub(error: FeedmillError, view: ReportView): string {
  return [...annotations(error.diagnostics, view), annotateError(error), ...errorLines(error, view)].join('\n')
}

function annotateError({ code, message, hint }: FeedmillError): string {
  return annotate('error', { title: code }, `${message}\n${hint}`)
}

/** An annotation for each diagnostic, errors first. */
export function annotations(diagnostics: readonly Diagnostic[], view: ReportView): string[] {
  const ordered = errorsFirst(diagnostics)
  const left = ordered.length - MAX_ANNOTATIONS
  return [
    ...ordered.slice(0, MAX_ANNOTATIONS).map((diagnostic) => annotation(diagnostic, view)),
    ...(left > 0 ? [`… and ${left} more: ${view.checkCommand} --json`] : []),
  ]
}

function annotation(diagnostic: Diagnostic, view: ReportView): string {
  const { line, rule, hint, severity } = diagnostic
  const path = displayPath(diagnostic, view)
  if (isUrl(diagnostic)) return annotate(severity, { title: rule }, `${path}: ${describe(diagnostic)}\n${hint}`)
  return annotate(severity, { file: path, line, title: rule }, `${describe(diagnostic)}\n${hint}`)
}

/** A workflow command (GitHub Docs, "Workflow commands for GitHub Actions"). */
function annotate(
  level: 'error' | 'warning',
  properties: Readonly<Record<string, string | number | undefined>>,
  message: string,
): string {
  const parameters = Object.entries(properties).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${escapeProperty(String(value))}`],
  )
  return `::${level} ${parameters.join(',')}::${escapeData(message)}`
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
