import { styleText } from 'node:util'
import { changedFeeds } from '../build/changed-feeds.ts'
import type { RunReport } from '../build/run-report.ts'
import type { FeedmillError } from '../errors.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import { pathOf, type ReportView } from './report-view.ts'

/** What a run found and did, for a person to read: first the problems, last what matters most. */
export function formatReportAsText(report: RunReport, view: ReportView): string {
  return [...diagnosticLines(report.diagnostics, view), ...summaryLines(report, view)].join('\n')
}

/** What ended a run, for a person to read. */
export function formatErrorAsText(error: FeedmillError, view: ReportView): string {
  return [...diagnosticLines(error.diagnostics, view), ...errorLines(error, view)].join('\n')
}

/** An error in two lines: what happened, and what to do. */
export function errorLines({ code, message, hint }: FeedmillError, view: ReportView): string[] {
  return [`${paint('red', 'feedmill:', view)} ${message} [${code}]`, hint]
}

/** What a run found and did but for the problems, of which only the number is told. */
export function summaryLines(report: RunReport, view: ReportView): string[] {
  const { published, drafts, scheduled, nextDue, diagnostics, refusal, feeds, recovered, generation, duration } = report
  const { contentDir } = view
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  const skipped = new Set(errors.map(({ file }) => file)).size
  const warnings = diagnostics.length - errors.length
  return [
    `${count(published, 'article')} in ${count(feeds, 'feed')}, read from ${contentDir}`,
    ...(drafts > 0 ? [`${count(drafts, 'draft')} skipped`] : []),
    ...(scheduled > 0 ? [`${count(scheduled, 'article')} scheduled`] : []),
    ...(nextDue ? [`Next article due at ${nextDue.toISOString()}`] : []),
    ...(errors.length > 0
      ? [paint('red', `${count(errors.length, 'error')} (${count(skipped, 'article')} skipped)`, view)]
      : []),
    ...(warnings > 0 ? [paint('yellow', count(warnings, 'warning'), view)] : []),
    ...(refusal && generation === undefined
      ? [paint('red', `This would be refused: ${refusal.message}`, view), `  ${refusal.hint}`]
      : []),
    ...recovered.map((what) => `Recovered: ${what}`),
    ...changeLines(report, view),
    `Done in ${(duration / 1000).toFixed(2)} s`,
  ]
}

/** Diagnostics by rule: errors first, then by count. */
function diagnosticLines(diagnostics: readonly Diagnostic[], view: ReportView): string[] {
  const byRule = new Map<string, Diagnostic[]>()
  for (const diagnostic of diagnostics) {
    const key = `${diagnostic.severity} ${diagnostic.rule}`
    byRule.set(key, [...(byRule.get(key) ?? []), diagnostic])
  }
  return [...byRule.values()]
    .sort((a, b) => Number(isError(b)) - Number(isError(a)) || b.length - a.length)
    .flatMap((group) => ruleLines(group, view))
}

function isError([first]: readonly Diagnostic[]): boolean {
  return first?.severity === 'error'
}

function ruleLines(group: readonly Diagnostic[], view: ReportView): string[] {
  const [first] = group
  if (!first) return []
  const { rule, hint, severity } = first
  return [
    `${paint(['bold', isError(group) ? 'red' : 'yellow'], rule, view)} (${count(group.length, severity)})`,
    `  ${hint}`,
    ...group.map((diagnostic) => `  ${paint('cyan', placeOf(diagnostic, view), view)} ${complaintOf(diagnostic)}`),
    '',
  ]
}

/** File and line as terminals make them a link. */
function placeOf(diagnostic: Diagnostic, view: ReportView): string {
  const path = harmless(pathOf(diagnostic, view))
  return diagnostic.line === undefined ? path : `${path}:${diagnostic.line}`
}

/** What is wrong with which field. */
export function complaintOf({ field, message }: Diagnostic): string {
  return harmless(field ? `${field} ${message}` : message)
}

/** Text from files without what steers a terminal or turns the direction of what follows. */
function harmless(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Bidi_Control}]/gu, '\ufffd')
}

function changeLines({ changed, removed, generation }: RunReport, { outDir }: ReportView): string[] {
  const isChanged = changed.length + removed.length > 0
  const changes = `${count(changed.length, 'document')} changed, ${removed.length} removed`
  if (generation === undefined) return [isChanged ? `${changes}; nothing was written` : 'Nothing changed']
  const ids = changedFeeds(changed)
  return [
    `${changes}; generation ${generation} is published in ${outDir}/current`,
    ...(ids.length > 0 ? [`Feeds changed: ${ids.join(', ')}`] : []),
  ]
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

function paint(style: Parameters<typeof styleText>[0], text: string, { colours }: ReportView): string {
  return colours ? styleText(style, text, { validateStream: false }) : text
}
