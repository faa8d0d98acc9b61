import { hash } from 'node:crypto'
import type { ArticleSummary } from '../model/article.ts'
import type { Corpus } from '../model/corpus.ts'
import type { FeedPage } from '../model/feed.ts'
import type { ResolvedReferences } from './resolve-references.ts'

/** The constant `updated` of a document without articles. */
const EMPTY_PAGE_UPDATED = new Date('2000-01-01T00:00:00Z')

type PageDigest = Pick<FeedPage, 'articles' | 'fingerprint' | 'updated'>

/** The digests of the last run by URL, with the topics and the URLs of linked articles that they depend on. */
export interface PageDigests {
  context: string
  byUrl: Map<string, PageDigest>
}

export function createPageDigests(): PageDigests {
  return { context: '', byUrl: new Map() }
}

/**
 * Creates a function that digests a page. In a long history, nearly all pages have the same articles as in the last run, which
 * are the same objects unless they were read again.
 *
 * @param digests of the last run of this process; replaced by those of this run
 */
export function createPageDigester(
  digests: PageDigests,
  { topicByKey, resolved }: { topicByKey: Corpus['topicByKey']; resolved: ResolvedReferences },
  fingerprint: (article: ArticleSummary) => string,
): (url: string, articles: readonly ArticleSummary[]) => PageDigest {
  const topics = [...topicByKey].map(([key, topic]) => [key, topic?.id, topic?.name])
  const links = [...resolved].map(([file, urls]) => [file, ...urls])
  const context = hash('sha256', JSON.stringify([topics, links]), 'base64')
  const before: PageDigests['byUrl'] = context === digests.context ? digests.byUrl : new Map()
  const byUrl: PageDigests['byUrl'] = new Map()
  Object.assign(digests, { context, byUrl })
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
