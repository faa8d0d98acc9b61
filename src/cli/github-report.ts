import type { RunReport } from '../build/run-report.ts'
import type { FeedmillError } from '../errors.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import { pathOf, type ReportView } from './report-view.ts'
import { complaintOf, errorLines, summaryLines } from './text-report.ts'

/** What a run found and did, for the log of GitHub Actions: each problem becomes a note at its line of the file. */
export function formatReportForGitHub(report: RunReport, view: ReportView): string {
  const { diagnostics, refusal, generation } = report
  const refused = refusal && generation === undefined ? [annotateError(refusal)] : []
  return [...annotations(diagnostics, view), ...refused, ...summaryLines(report, view)].join('\n')
}

/** What ended a run, for the log of GitHub Actions. */
export function formatErrorForGitHub(error: FeedmillError, view: ReportView): string {
  return [...annotations(error.diagnostics, view), annotateError(error), ...errorLines(error, view)].join('\n')
}

function annotateError({ code, message, hint }: FeedmillError): string {
  return annotate('error', { title: code }, `${message}\n${hint}`)
}

function annotations(diagnostics: readonly Diagnostic[], view: ReportView): string[] {
  return diagnostics.map((diagnostic) => {
    const { line, rule, hint, severity } = diagnostic
    const where = { file: pathOf(diagnostic, view), line, title: rule }
    return annotate(severity, where, `${complaintOf(diagnostic)}\n${hint}`)
  })
}

/** A workflow command (GitHub Docs, Workflow commands for GitHub Actions). */
function annotate(
  level: 'error' | 'warning',
  properties: Readonly<Record<string, string | number | undefined>>,
  message: string,
): string {
  const written = Object.entries(properties).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${escapeProperty(String(value))}`],
  )
  return `::${level} ${written.join(',')}::${escapeData(message)}`
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
