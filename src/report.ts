import { parseFeedPath } from './feeds/feed-urls.ts'
import type { RunReport } from './generate.ts'
import type { Problem } from './model.ts'

/** What a run found and did, for a person to read. */
export function formatReport(
  report: RunReport,
  { contentDir, outDir }: { contentDir: string; outDir: string },
): string {
  const { published, unpublished, waiting, nextDue, problems, refusal, feeds, changed, removed, recovered } = report
  const { generation, duration } = report
  const leftOut = problems.filter((problem) => problem.leftOut)
  const lines = [
    `${count(published, 'article')} in ${count(feeds, 'feed')}, read from ${contentDir}`,
    ...(unpublished > 0 ? [`${count(unpublished, 'article')} not published, as they say themselves`] : []),
    ...(waiting > 0 ? [`${count(waiting, 'article')} waiting for the date`] : []),
    ...section(`${count(leftOut.length, 'problem')} for which articles are left out:`, leftOut),
    ...section(
      'Published, but look at this:',
      problems.filter((problem) => !problem.leftOut),
    ),
    ...(nextDue ? [`The next is due at ${nextDue.toISOString()}`] : []),
    ...(refusal && generation === undefined
      ? [`This would be refused: ${refusal.message}`, `  ${refusal.remedy}`]
      : []),
    ...recovered.map((what) => `Mended: ${what}`),
    summarizeChanges(changed, removed, generation, outDir),
    `Done in ${(duration / 1000).toFixed(2)} s`,
  ]
  return lines.join('\n')
}

/** The ids of the feeds that changed documents belong to. */
export function changedFeeds(changed: readonly string[]): string[] {
  return [...new Set(changed.flatMap((path) => parseFeedPath(path)?.feedId ?? []))]
}

/** One problem as two lines: where and what, then what to do about it. */
export function formatProblem({ file, line, field, rule, message, remedy }: Problem): string {
  const place = line === undefined ? file : `${file}:${line}`
  return `  ${place} ${field ? `${field} ` : ''}${message} [${rule}]\n    ${remedy}`
}

function section(heading: string, problems: readonly Problem[]): string[] {
  return problems.length === 0 ? [] : ['', heading, ...problems.map(formatProblem), '']
}

function summarizeChanges(
  changed: readonly string[],
  removed: readonly string[],
  generation: number | undefined,
  outDir: string,
): string {
  const isChanged = changed.length + removed.length > 0
  const changes = `${count(changed.length, 'document')} changed, ${removed.length} removed`
  if (generation === undefined) return isChanged ? `${changes}; nothing was written` : 'Nothing changed'
  const ids = changedFeeds(changed)
  return [
    `${changes}; generation ${generation} is published in ${outDir}/current`,
    ...(ids.length > 0 ? [`Feeds changed: ${ids.join(', ')}`] : []),
  ].join('\n')
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
