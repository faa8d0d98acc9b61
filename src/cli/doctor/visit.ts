import type { ComparedArticle } from '../compare-feed/compare-feed.ts'
import type { Answer, Exchange } from './exchange.ts'
import type { Content } from './read-content.ts'

/** All that was asked about a feed, and how it was answered. The checks see nothing else. */
export interface Visit {
  /** The URL that a reader has. */
  url: string
  /** When the visit began. */
  now: Date
  /** A request as a reader sends it, accepting gzip, and those that follow its redirects; the last one is the answer. */
  chain: readonly [Exchange, ...Exchange[]]
  /** What the last answer holds; undefined without an answer. */
  content: Content | undefined
  /** The same request by other readers, by their names. */
  readers: Readonly<Record<string, Exchange>>
  /** What only makes sense to ask if the answer is a feed. */
  feed?: FeedVisit | undefined
}

/** Requests for the final URL of a feed. */
export interface FeedVisit {
  /** The final URL. */
  url: string
  answer: Answer
  content: Extract<Content, { kind: 'feed' }>
  /** The first request again. */
  again: Exchange
  /** Without content coding. */
  plain: Exchange
  /** Accepting gzip and Brotli. */
  brotli: Exchange
  head: Exchange
  /** Conditional requests (RFC 9110 §13) with the validators of the answer; undefined if it has none. */
  conditional: {
    etag?: Exchange | undefined
    date?: Exchange | undefined
    both?: Exchange | undefined
    /** With the ETag of no version. */
    otherEtag: Exchange
    /** With a date before any version. */
    oldDate: Exchange
  }
  /** The feed under http, if it is at https on the usual port. */
  insecure?: Exchange | undefined
  /** One request to an address of each family, if the host has both. */
  addresses: readonly { address: string; exchange: Exchange }[]
  hubs: readonly Exchange[]
  /** The requests that lead to the document with the next older items, if there is one. */
  archive?: readonly Exchange[] | undefined
  /** The articles of the corpus, newest first, and how many a feed has; undefined without a corpus. */
  corpus?: { articles: readonly ComparedArticle[]; feedItems: number } | undefined
}
