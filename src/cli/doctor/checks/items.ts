import { deploymentDiagnostic } from '../../../model/deployment-rules.ts'
import type { Diagnostic } from '../../../model/diagnostic.ts'
import { countNoun } from '../../../text/count-noun.ts'
import { compareFeed } from '../../compare-feed/compare-feed.ts'
import type { FeedVisit } from '../visit.ts'

/** Clocks differ a little. */
const TOLERANCE_MS = 3_600_000

/** The size that subscription documents have at most by default (`FEED_BYTES`). */
const LARGE_BYTES = 4_194_304

const SLOW_MS = 5000

/** Whether the document has items, and no reader gives up on it. */
export function checkDocument({ url, answer, content }: FeedVisit, { now }: { now: Date }): Diagnostic[] {
  const { items } = content.document
  const future = items.filter(({ published }) => published && published.getTime() > now.getTime() + TOLERANCE_MS)
  const [first] = future
  return [
    ...(items.length === 0 ? [deploymentDiagnostic('feed-empty', url, 'has no items')] : []),
    ...(first
      ? [
          deploymentDiagnostic(
            'items-in-future',
            url,
            `${countNoun(future.length, 'item')} dated in the future, such as "${first.title}" (${first.published?.toISOString()})`,
          ),
        ]
      : []),
    ...(content.bytes > LARGE_BYTES
      ? [deploymentDiagnostic('feed-large', url, `has ${(content.bytes / 1e6).toFixed(1)} MB`)]
      : []),
    ...(answer.milliseconds > SLOW_MS
      ? [deploymentDiagnostic('answer-slow', url, `takes ${(answer.milliseconds / 1000).toFixed(1)} s`)]
      : []),
  ]
}

/** Whether the items have the ids of the corpus' articles; and of the feed of all articles, whether it has the newest. */
export function checkIds({ url, content, corpus }: FeedVisit): Diagnostic[] {
  if (!corpus) return []
  const { items } = content.document
  const isAll = /\/feeds\/all\.\w+$/.test(new URL(url).pathname)
  const comparison = compareFeed(items, corpus.articles, { feedItems: isAll ? corpus.feedItems : 0 })
  const { sameLink, similarLink, lost, unexpected, newer } = comparison
  const moved = [...sameLink, ...similarLink]
  const [first] = moved
  const missing = unexpected.length + newer
  return [
    ...(first
      ? [
          deploymentDiagnostic(
            'ids-differ',
            url,
            `${moved.length} of ${countNoun(items.length, 'item')}, such as "${first.item.id}", which ${first.article.file} now gives the id "${first.article.id}"`,
          ),
        ]
      : []),
    ...(lost.length > 0
      ? [
          deploymentDiagnostic(
            'items-unknown',
            url,
            `${lost.length} of ${countNoun(items.length, 'item')} not in the corpus, such as "${lost[0]?.title}"`,
          ),
        ]
      : []),
    ...(missing > 0
      ? [
          deploymentDiagnostic(
            'feed-behind',
            url,
            `${countNoun(missing, 'article')} of the corpus not in the feed, although due`,
          ),
        ]
      : []),
  ]
}
