import { countNoun } from '../../text/count-noun.ts'
import { stripControls } from '../../text/strip-controls.ts'
import { paint, type ReportView } from '../report-view.ts'
import { shellArgument } from '../shell-argument.ts'
import { ignoredFiles } from '../summary-lines.ts'
import type { FolderSummary, NamedCount, SampleArticle } from './folder-summary.ts'
import { otherFiles } from './other-files.ts'
import { proposeSettings } from './propose-settings.ts'

const MAX_FIELDS = 10
const MAX_TOPICS = 10

/** Longer names and titles are cut, lines of topics are wrapped. */
const MAX_FIELD_NAME = 24
const MAX_TOPIC_NAME = 16
const MAX_TITLE = 80
const WIDTH = 96

export interface SummaryView extends Pick<ReportView, 'contentDir' | 'colours'> {
  /** Whether `feedmill.yaml` was written. */
  isWritten: boolean
}

/** What `feedmill init` shows of a folder, in at most 40 lines. */
export function formatFolderSummary(summary: FolderSummary, view: SummaryView): string {
  return [
    ...headLines(summary, view),
    '',
    ...fieldLines(summary, view),
    '',
    ...topicLines(summary, view),
    '',
    ...summary.samples.flatMap((sample) => sampleLines(sample, view)),
    '',
    ...proposalLines(summary, view),
  ].join('\n')
}

function headLines(summary: FolderSummary, view: SummaryView): string[] {
  const { files, articles, skipped, understood } = summary
  const ignored = ignoredFiles(summary.ignored)
  const others = otherFiles(summary.others)
  const counts = [
    `${countNoun(files, 'file')} in ${view.contentDir}`,
    paint('green', countNoun(articles, 'article'), view),
    ...(skipped > 0
      ? [paint('red', `${skipped} skipped (feedmill check ${shellArgument(view.contentDir)})`, view)]
      : []),
    ...(ignored ? [`ignored: ${ignored}`] : []),
    ...(others ? [`not read: ${others}`] : []),
  ]
  return [paint('bold', stripControls(understood), view), counts.join('; ')]
}

/** The most frequent fields; a field that becomes nothing has a dash. */
function fieldLines({ fields }: FolderSummary, view: SummaryView): string[] {
  const rows = byCount(fields)
    .slice(0, MAX_FIELDS)
    .map(
      ({ name, count, becomes = paint('dim', '–', view) }) =>
        [short(name, MAX_FIELD_NAME), `${count}`, becomes] as const,
    )
  const nameWidth = Math.max('Field'.length, ...rows.map(([name]) => name.length))
  const countWidth = Math.max('Files'.length, ...rows.map(([, count]) => count.length))
  const left = fields.length - rows.length
  return [
    paint('bold', `${'Field'.padEnd(nameWidth)}  ${'Files'.padStart(countWidth)}  Becomes`, view),
    ...rows.map(([name, count, becomes]) => `${name.padEnd(nameWidth)}  ${count.padStart(countWidth)}  ${becomes}`),
    ...(left > 0 ? [`… ${left} more`] : []),
  ]
}

/** The largest topics, as many to a line as fit. */
function topicLines({ topics }: FolderSummary, view: SummaryView): string[] {
  if (topics.length === 0) return [paint('bold', 'No topics', view)]
  const title = `${countNoun(topics.length, 'topic')}${topics.length > MAX_TOPICS ? ', the largest' : ''}:`
  const lines: string[] = []
  let line = title
  const largest = byCount(topics).slice(0, MAX_TOPICS)
  for (const [index, { name, count }] of largest.entries()) {
    const item = `${short(name, MAX_TOPIC_NAME)} ${count}${index < largest.length - 1 ? ',' : ''}`
    if (line.length + item.length >= WIDTH) {
      lines.push(line)
      line = ` ${item}`
    } else line += ` ${item}`
  }
  const [first = '', ...others] = [...lines, line]
  return [paint('bold', title, view) + first.slice(title.length), ...others]
}

function sampleLines({ title, published, link, id }: SampleArticle, view: SummaryView): string[] {
  return [
    `${published.toISOString().slice(0, 10)}  ${paint('bold', short(title, MAX_TITLE), view)}`,
    `            ${paint('cyan', stripControls(link), view)}`,
    `            id ${stripControls(id)}`,
  ]
}

function proposalLines({ proposal }: FolderSummary, { contentDir, isWritten, colours }: SummaryView): string[] {
  if (proposal.length === 0) return [`${contentDir}/feedmill.yaml is in use`]
  const title = isWritten
    ? `Written to ${contentDir}/feedmill.yaml:`
    : `Proposed feedmill.yaml, to be written by: feedmill init ${shellArgument(contentDir)} --write`
  return [paint('bold', title, { colours }), ...proposeSettings(proposal).trimEnd().split('\n')]
}

function byCount<Item extends NamedCount>(items: readonly Item[]): Item[] {
  return [...items].sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
}

function short(text: string, length: number): string {
  const plain = stripControls(text)
  return plain.length > length ? `${plain.slice(0, length - 1)}…` : plain
}
