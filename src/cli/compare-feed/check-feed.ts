import type { ArticleSummary } from '../../model/article.ts'
import { compareFeed, wouldRepeat } from './compare-feed.ts'
import { formatComparison, formatComparisonAsJson } from './format-comparison.ts'
import { parseFeedDocument } from './parse-feed.ts'
import { readFeed } from './read-feed.ts'
import { toCompared } from './to-compared.ts'

export interface CheckFeedOptions {
  /** Base of the URLs of hosted articles. */
  publicUrl: string
  /** How many articles a subscription document has. */
  feedItems: number
  /** Whether to report as JSON. */
  json?: boolean | undefined
}

/**
 * Compares a feed that subscribers have with what would be published.
 *
 * @param source the path or the URL of the feed
 * @param articles the articles that are due, newest first
 * @returns the report, and the exit status: 1 if subscribers would see anything again as new
 * @throws FeedmillError `feed-unreadable`
 */
export async function checkFeed(
  source: string,
  articles: readonly ArticleSummary[],
  { publicUrl, feedItems, json = false }: CheckFeedOptions,
): Promise<{ report: string; exitStatus: 0 | 1 }> {
  const { items } = parseFeedDocument(await readFeed(source), source)
  const comparison = compareFeed(items, toCompared(articles, publicUrl), { feedItems })
  const report = json ? formatComparisonAsJson(comparison) : formatComparison(comparison, source)
  return { report, exitStatus: wouldRepeat(comparison) ? 1 : 0 }
}
