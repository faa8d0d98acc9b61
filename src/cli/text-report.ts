import { styleText } from 'node:util'
import { changedFeeds } from '../build/changed-feeds.ts'
import type { RunReport } from '../build/run-report.ts'
import type { FeedmillError } from '../errors.ts'
import type { Problem } from '../model/diagnostic.ts'
import { pathOf, type ReportView } from './report-view.ts'

/** What a run found and did, for a person to read: first the problems, last what matters most. */
export function formatReportAsText(report: RunReport, view: ReportView): string {
  return [...problemLines(report.problems, view), ...summaryLines(report, view)].join('\n')
}

/** What ended a run, for a person to read. */
export function formatErrorAsText(error: FeedmillError, view: ReportView): string {
  return [...problemLines(error.problems, view), ...errorLines(error, view)].join('\n')
}

/** An error in two lines: what happened, and what to do. */
export function errorLines({ code, message, remedy }: FeedmillError, view: ReportView): string[] {
  return [`${paint('red', 'feedmill:', view)} ${message} [${code}]`, remedy]
}

/** What a run found and did but for the problems, of which only the number is told. */
export function summaryLines(report: RunReport, view: ReportView): string[] {
  const { published, unpublished, waiting, nextDue, problems, refusal, feeds, recovered, generation, duration } = report
  const { contentDir } = view
  const leftOut = problems.filter((problem) => problem.leftOut).length
  return [
    `${count(published, 'article')} in ${count(feeds, 'feed')}, read from ${contentDir}`,
    ...(unpublished > 0 ? [`${count(unpublished, 'article')} not published, as they say themselves`] : []),
    ...(waiting > 0 ? [`${count(waiting, 'article')} waiting for the date`] : []),
    ...(nextDue ? [`The next is due at ${nextDue.toISOString()}`] : []),
    ...(leftOut > 0 ? [paint('red', `${count(leftOut, 'problem')} for which articles are left out`, view)] : []),
    ...(problems.length > leftOut
      ? [paint('yellow', `${count(problems.length - leftOut, 'problem')} to look at, in what is published`, view)]
      : []),
    ...(refusal && generation === undefined
      ? [paint('red', `This would be refused: ${refusal.message}`, view), `  ${refusal.remedy}`]
      : []),
    ...recovered.map((what) => `Mended: ${what}`),
    ...changeLines(report, view),
    `Done in ${(duration / 1000).toFixed(2)} s`,
  ]
}

/** Problems by rule: those that leave articles out first, then those of most files. */
function problemLines(problems: readonly Problem[], view: ReportView): string[] {
  const byRule = new Map<string, Problem[]>()
  for (const problem of problems) {
    const key = `${problem.leftOut} ${problem.rule}`
    byRule.set(key, [...(byRule.get(key) ?? []), problem])
  }
  return [...byRule.values()]
    .sort((a, b) => Number(b[0]?.leftOut) - Number(a[0]?.leftOut) || b.length - a.length)
    .flatMap((group) => ruleLines(group, view))
}

function ruleLines(group: readonly Problem[], view: ReportView): string[] {
  const [first] = group
  if (!first) return []
  const { rule, remedy, leftOut } = first
  const verdict = leftOut ? count(group.length, 'problem') : `${count(group.length, 'problem')}, nothing left out`
  return [
    `${paint(['bold', leftOut ? 'red' : 'yellow'], rule, view)} (${verdict})`,
    `  ${remedy}`,
    ...group.map((problem) => `  ${paint('cyan', placeOf(problem, view), view)} ${complaintOf(problem)}`),
    '',
  ]
}

/** File and line as terminals make them a link. */
function placeOf(problem: Problem, view: ReportView): string {
  const path = harmless(pathOf(problem, view))
  return problem.line === undefined ? path : `${path}:${problem.line}`
}

/** What is wrong with which field. */
export function complaintOf({ field, message }: Problem): string {
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
