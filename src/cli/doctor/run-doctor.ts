import type { ArticleSummary } from '../../model/article.ts'
import type { Diagnostic } from '../../model/diagnostic.ts'
import { toCompared } from '../compare-feed/to-compared.ts'
import { checkVisit } from './check-visit.ts'
import { findFeeds } from './find-feeds.ts'
import type { Visit } from './visit.ts'
import { visitFeed } from './visit-feed.ts'

/** What was looked at, and what is wrong. */
export interface DoctorReport {
  /** The URL that was given. */
  url: string
  visits: readonly Visit[]
  /** The number of articles that the feeds were compared with; undefined without a corpus. */
  articles: number | undefined
  diagnostics: readonly Diagnostic[]
  /** In milliseconds. */
  duration: number
}

export interface DoctorOptions {
  /** The articles of the corpus that are due, newest first; undefined without a corpus. */
  articles: readonly ArticleSummary[] | undefined
  /** Base of the URLs of hosted articles. */
  publicUrl: string
  /** How many articles a subscription document has. */
  feedItems: number
  now: () => Date
}

/**
 * Looks at a deployed feed, or at some feeds of a site, as a reader does.
 *
 * @param url http or https
 */
export async function runDoctor(
  url: string,
  { articles, publicUrl, feedItems, now }: DoctorOptions,
): Promise<DoctorReport> {
  const start = performance.now()
  const corpus = articles && { articles: toCompared(articles, publicUrl), feedItems }
  const visits: Visit[] = []
  // One after the other, so that none slows down another.
  for (const feed of await findFeeds(url)) visits.push(await visitFeed(feed, { now: now(), corpus }))
  return {
    ...{ url, visits, articles: articles?.length },
    diagnostics: withoutRepetitions(visits.flatMap(checkVisit)),
    duration: performance.now() - start,
  }
}

/** What concerns a host or a hub is found with each of its feeds. */
function withoutRepetitions(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const keyOf = ({ rule, file, message }: Diagnostic) => `${rule} ${file} ${message}`
  return [...new Map(diagnostics.map((diagnostic) => [keyOf(diagnostic), diagnostic])).values()]
}
