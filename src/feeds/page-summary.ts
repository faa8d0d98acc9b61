import { hash } from 'node:crypto'
import type { ArticleSummary } from '../model/article.ts'
import type { Corpus } from '../model/corpus.ts'
import type { FeedPage } from '../model/feed.ts'

/** When a document was last updated that never had an article: some instant, the same for ever. */
const NEVER = new Date('2000-01-01T00:00:00Z')

/** What pages hold, by the address of each, and under which topics. */
export interface PageSummaries {
  topics: string
  byUrl: Map<string, PageSummary>
}

type PageSummary = Pick<FeedPage, 'listed' | 'fingerprint' | 'updated'>

export type Summarize = (url: string, listed: readonly ArticleSummary[]) => PageSummary

/** No summaries yet. */
export function noSummaries(): PageSummaries {
  return { topics: '', byUrl: new Map() }
}

/**
 * Makes the function that sums up a page. Of a long history, nearly all pages list what they listed in the last run, and
 * are summed up already: an article that was read again is another object.
 *
 * @param summaries of the last run of this process; those of this run take their place
 */
export function createSummarizer(
  summaries: PageSummaries,
  topicByKey: Corpus['topicByKey'],
  fingerprint: (article: ArticleSummary) => string,
): Summarize {
  const topics = JSON.stringify([...topicByKey].map(([key, { id, name }]) => [key, id, name]))
  const before: PageSummaries['byUrl'] = topics === summaries.topics ? summaries.byUrl : new Map()
  const byUrl: PageSummaries['byUrl'] = new Map()
  Object.assign(summaries, { topics, byUrl })
  return (url, listed) => {
    const known = before.get(url)
    const isSame = known?.listed.length === listed.length && known.listed.every((article, at) => article === listed[at])
    const summary = isSame
      ? known
      : {
          listed,
          fingerprint: hash('sha256', listed.map(fingerprint).join('\n'), 'base64'),
          updated: latest(listed.map(({ updated }) => updated)),
        }
    byUrl.set(url, summary)
    return summary
  }
}

function latest(instants: readonly Date[]): Date {
  let found = NEVER
  for (const instant of instants) if (instant > found) found = instant
  return found
}
