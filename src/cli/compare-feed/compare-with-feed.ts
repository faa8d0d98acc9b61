import type { Config } from '../../config.ts'
import { type CheckFeedOptions, checkFeed } from './check-feed.ts'
import { loadDueArticles } from './load-due-articles.ts'

/**
 * Compares a feed that subscribers have with a corpus.
 *
 * @param source the path or the URL of the feed
 * @throws FeedmillError if one of them cannot be read
 */
export async function compareWithFeed(
  source: string,
  config: Config,
  { json }: Pick<CheckFeedOptions, 'json'>,
): ReturnType<typeof checkFeed> {
  const articles = await loadDueArticles(config, () => new Date())
  return checkFeed(source, articles, { ...config, json })
}
