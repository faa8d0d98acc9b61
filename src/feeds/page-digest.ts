import { hash } from 'node:crypto'
import type { ArticleSummary } from '../model/article.ts'
import type { Corpus } from '../model/corpus.ts'
import type { FeedPage } from '../model/feed.ts'

/** When a document was last updated that never had an article: some instant, the same for ever. */
const NEVER = new Date('2000-01-01T00:00:00Z')

type PageDigest = Pick<FeedPage, 'articles' | 'fingerprint' | 'updated'>

/** What pages held in the last run, by the URL of each, and under which topics. */
export interface PageDigests {
  topics: string
  byUrl: Map<string, PageDigest>
}

export function createPageDigests(): PageDigests {
  return { topics: '', byUrl: new Map() }
}

/**
 * Makes the function that digests a page. Of a long history, nearly all pages hold what they held in the last run: an
 * article that was read again is another object.
 *
 * @param digests of the last run of this process; those of this run take their place
 */
export function createPageDigester(
  digests: PageDigests,
  topicByKey: Corpus['topicByKey'],
  fingerprint: (article: ArticleSummary) => string,
): (url: string, articles: readonly ArticleSummary[]) => PageDigest {
  const topics = JSON.stringify([...topicByKey].map(([key, { id, name }]) => [key, id, name]))
  const before: PageDigests['byUrl'] = topics === digests.topics ? digests.byUrl : new Map()
  const byUrl: PageDigests['byUrl'] = new Map()
  Object.assign(digests, { topics, byUrl })
  return (url, articles) => {
    const known = before.get(url)
    const isSame =
      known?.articles.length === articles.length && known.articles.every((article, at) => article === articles[at])
    const digest = isSame
      ? known
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
  let found = NEVER
  for (const instant of instants) if (instant > found) found = instant
  return found
}
