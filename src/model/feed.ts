import type { ArticleSummary } from './article.ts'
import type { ComposedArticle } from './composed-article.ts'
import type { Topic } from './topic.ts'

/** One feed, in no format yet: the document that readers subscribe to, and the archive of what it has no room for. */
export interface Feed {
  /** A topic's id, or `all`. */
  id: string
  /** The topic, but for the feed `all`. */
  topic?: Topic
  title: string
  description: string
  /** BCP 47 language tag. */
  language?: string
  authorName: string
  /** The page that shows the feed to a person. */
  pageUrl: string
  /** Describes what the feed says in JSON beyond JSON Feed. */
  extensionUrl: string
  /** WebSub hubs. */
  hubs: string[]
  /** How often it is worth asking for news, in seconds. */
  refreshInterval: number
  /** The document that readers subscribe to. */
  subscription: FeedPage
  /** Archive pages, oldest first; the last one may be empty. */
  archives: FeedPage[]
  /** Every article of the feed, newest first. */
  articles: readonly ArticleSummary[]
}

/** The articles of one document, newest first, and the documents around it. */
export interface FeedPage {
  /** Made ready when they are asked for. */
  readonly articles: readonly ComposedArticle[]
  /** The same articles, as they are listed. */
  listed: readonly ArticleSummary[]
  /** Differs where anything that the page says of its articles differs. */
  fingerprint: string
  /** The newest `updated` among its articles; a fixed instant while it has none. */
  updated: Date
  urls: FeedUrls
  /** The number of an archive page, from 1 for the oldest; undefined for the subscription. */
  number?: number
  /** The page of the articles just before these. */
  previous?: FeedUrls
  /** The archive page of the articles just after these. */
  next?: FeedUrls
}

/** Where a document is in every format. */
export interface FeedUrls {
  rss: string
  atom: string
  json: string
}
