import { hash } from 'node:crypto'
import type { ArticleSummary } from '../model/article.ts'
import type { Corpus } from '../model/corpus.ts'
import type { FeedPage } from '../model/feed.ts'

/** The constant `updated` of a document without articles. */
const EMPTY_PAGE_UPDATED = new Date('2000-01-01T00:00:00Z')

type PageDigest = Pick<FeedPage, 'articles' | 'fingerprint' | 'updated'>

/** The digests of the last run by URL, with the topics that they depend on. */
export interface PageDigests {
  topics: string
  byUrl: Map<string, PageDigest>
}

export function createPageDigests(): PageDigests {
  return { topics: '', byUrl: new Map() }
}

/**
 * Creates a function that digests a page. In a long history, nearly all pages have the same articles as in the last run, which
 * are the same objects unless they were read again.
 *
 * @param digests of the last run of this process; replaced by those of this run
 */
export function createPageDigester(
  digests: PageDigests,
  topicByKey: Corpus['topicByKey'],
  fingerprint: (article: ArticleSummary) => string,
): (url: string, articles: readonly ArticleSummary[]) => PageDigest {
  const topics = JSON.stringify([...topicByKey].map(([key, topic]) => [key, topic?.id, topic?.name]))
  const before: PageDigests['byUrl'] = topics === digests.topics ? digests.byUrl : new Map()
  const byUrl: PageDigests['byUrl'] = new Map()
  Object.assign(digests, { topics, byUrl })
  return (url, articles) => {
    const previous = before.get(url)
    const isSame =
      previous?.articles.length === articles.length &&
      previous.articles.every((article, at) => article === articles[at])
    const digest = isSame
      ? previous
      : {
          articles,
          fingerprint: hash('sha256', articles.map(fingerprint).join('\n'), 'base64'),
          updated: latest(articles.map(({ updated }) => updated)),
        }
    byUrl.set(url, digest)
    return digest
  }
}

function latest(instants: readonly Date[]): Date {
  let latestInstant = EMPTY_PAGE_UPDATED
  for (const instant of instants) if (instant > latestInstant) latestInstant = instant
  return latestInstant
}
