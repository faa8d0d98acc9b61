import { changedFeeds } from '../build/changed-feeds.ts'
import type { RunReport } from '../build/run-report.ts'
import { countDiagnostics } from '../model/count-diagnostics.ts'
import type { IgnoredReason } from '../model/ignored-reason.ts'
import { countNoun } from '../text/count-noun.ts'
import { stripControls } from '../text/strip-controls.ts'
import { paint, type ReportView } from './report-view.ts'

/** More names would hide the line before. */
const MAX_FEEDS = 10

/** The results of a run, with only the number of diagnostics. */
export function summaryLines(report: RunReport, view: ReportView): string[] {
  const { files, published, scheduled, expired, nextDue, diagnostics, refusal, feeds, generation, understood } = report
  const { errors, skipped, warnings, warned } = countDiagnostics(diagnostics)
  const ignored = ignoredFiles(report.ignored)
  return [
    ...(understood ? [stripControls(understood)] : []),
    `${countNoun(published, 'article')} in ${countNoun(feeds, 'feed')}, from ${countNoun(files, 'file')} in ${view.contentDir}`,
    ...(ignored ? [`Ignored: ${ignored}`] : []),
    ...(scheduled > 0 ? [`${countNoun(scheduled, 'article')} scheduled`] : []),
    ...(expired > 0 ? [`${countNoun(expired, 'article')} expired`] : []),
    ...(nextDue ? [`Next change due at ${nextDue.toISOString()}`] : []),
    ...(errors > 0
      ? [paint('red', `${countNoun(skipped, 'article')} skipped (${countNoun(errors, 'error')})`, view)]
      : []),
    ...(warnings > 0 ? [paint('yellow', warningText(warned, warnings), view)] : []),
    ...(refusal && generation === undefined
      ? [paint('red', `Would be refused: ${refusal.message}`, view), `  ${refusal.hint}`]
      : []),
    ...report.recovered.map((repair) => `Recovered: ${repair}`),
    ...report.unfinished.map((failure) => `Published, but not finished: ${failure}`),
    ...changeLines(report, view),
    `Done in ${(report.duration / 1000).toFixed(2)} s`,
  ]
}

/** Files that are no articles, by reason: `128 drafts, 14 pages`; empty if there are none. */
export function ignoredFiles(ignored: Partial<Record<IgnoredReason, number>>): string {
  const counts = Object.entries(reasons).flatMap(([reason, describe]) => {
    const count = ignored[reason as IgnoredReason] ?? 0
    return count > 0 ? [describe(count)] : []
  })
  return counts.join(', ')
}

const reasons: Record<IgnoredReason, (count: number) => string> = {
  draft: (count) => countNoun(count, 'draft'),
  unlisted: (count) => `${count} unlisted`,
  password: (count) => `${count} with a password`,
  page: (count) => countNoun(count, 'page'),
  excluded: (count) => `${count} excluded`,
}

function warningText(articles: number, warnings: number): string {
  const text = countNoun(warnings, 'warning')
  return articles > 0 ? `${countNoun(articles, 'article')} with warnings (${text})` : text
}

function changeLines({ changed, removed, generation }: RunReport, { outDir, bucket }: ReportView): string[] {
  const isChanged = changed.length + removed.length > 0
  if (!isChanged && generation === undefined) return ['Nothing changed']
  const documents = countNoun(changed.length, 'document')
  if (generation === undefined) return [`${documents} would change, ${removed.length} would be removed`]
  const place = bucket ?? `${outDir}/current`
  const ids = changedFeeds(changed)
  return [
    `${documents} changed, ${removed.length} removed; published as generation ${generation} in ${place}`,
    ...(ids.length > 0 ? [`Feeds changed: ${feedNames(ids)}`] : []),
  ]
}

function feedNames(ids: readonly string[]): string {
  const left = ids.length - MAX_FEEDS
  return ids.slice(0, MAX_FEEDS).join(', ') + (left > 0 ? ` and ${left} more` : '')
}
