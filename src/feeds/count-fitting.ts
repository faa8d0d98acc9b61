import type { ArticleSummary } from '../model/article.ts'

/** What a document takes besides its items, in bytes. */
const FRAME = 16 * 1024

/**
 * How many of the newest articles of a feed its subscription document holds: at most `feedItems`, and no more than fit into
 * `feedBytes`, but at least one.
 *
 * @param articles newest first
 */
export function countFitting(
  articles: readonly Pick<ArticleSummary, 'size'>[],
  { feedItems, feedBytes }: { feedItems: number; feedBytes: number },
): number {
  let bytes = FRAME
  for (const [index, { size }] of articles.slice(0, feedItems).entries()) {
    bytes += size
    if (bytes > feedBytes) return Math.max(index, 1)
  }
  return feedItems
}
