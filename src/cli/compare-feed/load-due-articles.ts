import type { Config } from '../../config.ts'
import { loadCorpus } from '../../corpus/load-corpus.ts'
import { loadProfile } from '../../corpus/load-profile.ts'
import { type ArticleSummary, isDue, newestFirst } from '../../model/article.ts'

/**
 * Loads the articles of a corpus that are due, newest first.
 *
 * @throws FeedmillError if the corpus cannot be read
 */
export async function loadDueArticles(
  { contentDir, timezone }: Pick<Config, 'contentDir' | 'timezone'>,
  now: () => Date,
): Promise<ArticleSummary[]> {
  const { profile } = await loadProfile(contentDir, { timeZone: timezone, now })
  const { articles } = await loadCorpus(contentDir, { profile, now, isPublished: () => false })
  return articles.filter((article) => isDue(article, now())).sort(newestFirst)
}
