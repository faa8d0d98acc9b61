import type { RunReport } from '../build/run-report.ts'
import type { FeedmillError } from '../errors.ts'
import type { Rule } from '../model/rules.ts'
import { paint, type ReportView } from './report-view.ts'
import { allRuleLines, ruleLines } from './rule-lines.ts'
import { summaryLines } from './summary-lines.ts'

/** The report of a run for people: diagnostics first, the most important lines last. */
export function formatReportAsText(report: RunReport, view: ReportView): string {
  return [...ruleLines(report.diagnostics, view), ...summaryLines(report, view)].join('\n')
}

/** All diagnostics of one rule, for people. */
export function formatRuleAsText({ diagnostics }: RunReport, rule: Rule, view: ReportView): string {
  const broken = diagnostics.filter((diagnostic) => diagnostic.rule === rule)
  return allRuleLines(broken, view).join('\n').trimEnd() || `${rule}: no errors or warnings in ${view.contentDir}`
}

/** The error that ended a run, for people. */
export function formatErrorAsText(error: FeedmillError, view: ReportView): string {
  return [...ruleLines(error.diagnostics, view), ...errorLines(error, view)].join('\n')
}

/** An error in two lines: what happened, and how to fix it. */
export function errorLines({ code, message, hint }: FeedmillError, view: ReportView): string[] {
  return [`${paint('red', 'feedmill:', view)} ${message} [${code}]`, hint]
}
