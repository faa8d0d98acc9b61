import { styleText } from 'node:util'
import { changedFeeds } from '../build/changed-feeds.ts'
import type { RunReport } from '../build/run-report.ts'
import type { FeedmillError } from '../errors.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import { displayPath, type ReportView } from './report-view.ts'

/** The report of a run for people: diagnostics first, the most important lines last. */
export function formatReportAsText(report: RunReport, view: ReportView): string {
  return [...diagnosticLines(report.diagnostics, view), ...summaryLines(report, view)].join('\n')
}

/** The error that ended a run, for people. */
export function formatErrorAsText(error: FeedmillError, view: ReportView): string {
  return [...diagnosticLines(error.diagnostics, view), ...errorLines(error, view)].join('\n')
}

/** An error in two lines: what happened, and how to fix it. */
export function errorLines({ code, message, hint }: FeedmillError, view: ReportView): string[] {
  return [`${paint('red', 'feedmill:', view)} ${message} [${code}]`, hint]
}

/** The results of a run, with only the number of diagnostics. */
export function summaryLines(report: RunReport, view: ReportView): string[] {
  const {
    published,
    drafts,
    scheduled,
    nextDue,
    diagnostics,
    refusal,
    feeds,
    recovered,
    unfinished,
    generation,
    duration,
  } = report
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
      ? [paint('red', `Would be refused: ${refusal.message}`, view), `  ${refusal.hint}`]
      : []),
    ...recovered.map((repair) => `Recovered: ${repair}`),
    ...unfinished.map((failure) => `Published, but not finished: ${failure}`),
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
    ...group.map((diagnostic) => `  ${paint('cyan', locationOf(diagnostic, view), view)} ${describe(diagnostic)}`),
    '',
  ]
}

/** File and line, in the form that terminals turn into a link. */
function locationOf(diagnostic: Diagnostic, view: ReportView): string {
  const path = stripControls(displayPath(diagnostic, view))
  return diagnostic.line === undefined ? path : `${path}:${diagnostic.line}`
}

/** The field of a diagnostic and what is wrong with it. */
export function describe({ field, message }: Diagnostic): string {
  return stripControls(field ? `${field} ${message}` : message)
}

/** Replaces control and bidi characters, which could manipulate a terminal. */
function stripControls(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Bidi_Control}]/gu, '\ufffd')
}

function changeLines({ changed, removed, generation }: RunReport, { outDir }: ReportView): string[] {
  const isChanged = changed.length + removed.length > 0
  if (!isChanged && generation === undefined) return ['Nothing changed']
  const documents = count(changed.length, 'document')
  if (generation === undefined) return [`${documents} would change, ${removed.length} would be removed`]
  const ids = changedFeeds(changed)
  return [
    `${documents} changed, ${removed.length} removed; published as generation ${generation} in ${outDir}/current`,
    ...(ids.length > 0 ? [`Feeds changed: ${ids.join(', ')}`] : []),
  ]
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

function paint(style: Parameters<typeof styleText>[0], text: string, { colours }: ReportView): string {
  return colours ? styleText(style, text, { validateStream: false }) : text
}
