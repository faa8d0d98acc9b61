import type { RunReport } from '../build/run-report.ts'
import type { Rule } from '../model/rules.ts'
import { formatErrorForGitHub, formatReportForGitHub } from './github-report.ts'
import { formatErrorAsJson, formatReportAsJson } from './json-report.ts'
import type { ReportView } from './report-view.ts'
import { formatErrorAsText, formatReportAsText, formatRuleAsText } from './text-report.ts'

/** The report formats: for people, for programs, and for GitHub Actions. */
export const reporters = {
  text: { formatReport: formatReportAsText, formatRule: formatRuleAsText, formatError: formatErrorAsText },
  json: { formatReport: formatReportAsJson, formatRule: formatRuleAsJson, formatError: formatErrorAsJson },
  github: { formatReport: formatReportForGitHub, formatRule: formatRuleAsText, formatError: formatErrorForGitHub },
} as const

function formatRuleAsJson(report: RunReport, rule: Rule, view: ReportView): string {
  const diagnostics = report.diagnostics.filter((diagnostic) => diagnostic.rule === rule)
  return formatReportAsJson({ ...report, diagnostics }, view)
}
