import { countNoun } from '../../text/count-noun.ts'
import { stripControls } from '../../text/strip-controls.ts'
import { annotations } from '../github-report.ts'
import { diagnosticFields, stringify, VERSION } from '../json-report.ts'
import { paint, type ReportView } from '../report-view.ts'
import { allRuleLines } from '../rule-lines.ts'
import { codingsOf } from './decode-body.ts'
import { formatNames } from './format-names.ts'
import type { DoctorReport } from './run-doctor.ts'
import type { Visit } from './visit.ts'

/** The formats of a report: for people, for programs, and for GitHub Actions. */
export const doctorReporters = {
  text: formatAsText,
  json: formatAsJson,
  github: formatForGitHub,
} as const

/** What was looked at, then what is wrong, then a line that sums it up. */
function formatAsText(report: DoctorReport, view: ReportView): string {
  return [
    ...visitLines(report, view),
    '',
    ...allRuleLines(report.diagnostics, view),
    ...summaryLines(report, view),
  ].join('\n')
}

function formatForGitHub(report: DoctorReport, view: ReportView): string {
  return [...annotations(report.diagnostics, view), ...visitLines(report, view), ...summaryLines(report, view)].join(
    '\n',
  )
}

/** docs/json-report.md describes every field. */
function formatAsJson({ url, visits, articles, diagnostics, duration }: DoctorReport, view: ReportView): string {
  return stringify({
    version: VERSION,
    url,
    feeds: visits.map(feedFields),
    articles: articles ?? null,
    diagnostics: diagnostics.map((diagnostic) => diagnosticFields(diagnostic, view)),
    milliseconds: Math.round(duration),
  })
}

function feedFields({ url, chain, feed }: Visit) {
  const { url: finalUrl, answer } = chain.at(-1) ?? chain[0]
  return {
    ...{ url, finalUrl, status: answer?.status ?? null, format: feed?.content.document.format ?? null },
    ...{ items: feed?.content.document.items.length ?? null, bytes: feed?.content.bytes ?? null },
    ...{ transferred: answer?.body.length ?? null, milliseconds: answer?.milliseconds ?? null },
  }
}

function visitLines({ visits, articles }: DoctorReport, view: ReportView): string[] {
  return [
    ...visits.flatMap((visit) => [
      ...visit.chain.map(({ url }, index) => paint('cyan', `${index === 0 ? '' : '  → '}${stripControls(url)}`, view)),
      `  ${describeVisit(visit)}`,
    ]),
    articles === undefined
      ? `Ids not compared: there is no folder ${JSON.stringify(view.contentDir)}; set CONTENT_DIR to compare them with a corpus`
      : `Ids compared with ${countNoun(articles, 'article')} in ${view.contentDir}`,
    ...unasked(visits),
  ]
}

function describeVisit({ chain, feed }: Visit): string {
  const { answer, failure } = chain.at(-1) ?? chain[0]
  if (failure) return stripControls(failure.message)
  if (!feed) return `${answer.status}, no feed: fix this first, then the rest can be checked`
  const { document, bytes } = feed.content
  const coding = codingsOf(answer).join(', ')
  const size = coding ? `${kilobytes(answer.body.length)} (${coding}, ${kilobytes(bytes)} without)` : kilobytes(bytes)
  const items = countNoun(document.items.length, 'item')
  return `${answer.status}, ${formatNames[document.format]}, ${items}, ${size}, ${answer.milliseconds} ms`
}

/** Addresses that this machine cannot reach have not been checked. */
function unasked(visits: readonly Visit[]): string[] {
  const failed = visits
    .flatMap(({ feed }) => feed?.addresses ?? [])
    .filter(({ exchange }) => exchange.failure?.code === 'ENETUNREACH')
  return [...new Set(failed.map(({ address }) => `Not asked: ${address}, as this machine has no such network`))]
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`
}

function summaryLines({ visits, diagnostics, duration }: DoctorReport, view: ReportView): string[] {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length
  const warnings = diagnostics.length - errors
  const looked = `in ${countNoun(visits.length, 'feed')}`
  const counts = [
    ...(errors > 0 ? [paint('red', countNoun(errors, 'error'), view)] : []),
    ...(warnings > 0 ? [paint('yellow', countNoun(warnings, 'warning'), view)] : []),
  ]
  return [
    counts.length > 0
      ? `${counts.join(' and ')} ${looked}; docs/doctor.md explains each`
      : paint('green', `Nothing found ${looked}`, view),
    `Done in ${(duration / 1000).toFixed(2)} s`,
  ]
}
