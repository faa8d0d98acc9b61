import type { ArticleSummary } from '../../model/article.ts'
import { paths, urlOf } from '../../site/urls.ts'
import { compareFeed, wouldRepeat } from './compare-feed.ts'
import { formatComparison, formatComparisonAsJson } from './format-comparison.ts'
import { parseFeedItems } from './parse-feed.ts'
import { readFeed } from './read-feed.ts'

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
  const items = parseFeedItems(await readFeed(source), source)
  const compared = articles.map(({ file, id, title, link, slug = '', published, frontMatter }) => {
    return { file, id, title, frontMatter, link: link ?? urlOf(publicUrl, paths.articlePage(slug)), published }
  })
  const comparison = compareFeed(items, compared, { feedItems })
  const report = json ? formatComparisonAsJson(comparison) : formatComparison(comparison, source)
  return { report, exitStatus: wouldRepeat(comparison) ? 1 : 0 }
}
