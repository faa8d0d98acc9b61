import { hash } from 'node:crypto'
import type { ArticleSummary } from '../model/article.ts'
import type { Corpus } from '../model/corpus.ts'
import type { FeedPage } from '../model/feed.ts'
import { type PageMemory, rememberPages } from './page-memory.ts'
import type { ResolvedReferences } from './resolve-references.ts'

/** The constant `updated` of a document without articles. */
const EMPTY_PAGE_UPDATED = new Date('2000-01-01T00:00:00Z')

export type PageDigest = Pick<FeedPage, 'articles' | 'fingerprint' | 'updated'>

/**
 * Creates a function that digests a page by its URL.
 *
 * @param digests of the last run of this process; replaced by those of this run
 */
export function createPageDigester(
  digests: PageMemory<PageDigest>,
  { topicByKey, resolved }: { topicByKey: Corpus['topicByKey']; resolved: ResolvedReferences },
  fingerprint: (article: ArticleSummary) => string,
): (url: string, articles: readonly ArticleSummary[]) => PageDigest {
  const links = [...resolved].map(([file, urls]) => [file, ...urls])
  return rememberPages(digests, [namesOfTopics(topicByKey), links], (articles) => ({
    articles,
    fingerprint: hash('sha256', articles.map(fingerprint).join('\n'), 'base64'),
    updated: latest(articles.map(({ updated }) => updated)),
  }))
}

/** What pages depend on of the topics. */
export function namesOfTopics(topicByKey: Corpus['topicByKey']): unknown {
  return [...topicByKey].map(([key, topic]) => [key, topic?.id, topic?.name])
}

function latest(instants: readonly Date[]): Date {
  let latestInstant = EMPTY_PAGE_UPDATED
  for (const instant of instants) if (instant > latestInstant) latestInstant = instant
  return latestInstant
}
