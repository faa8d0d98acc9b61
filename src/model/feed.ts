import type { ArticleSummary } from './article.ts'
import type { FormatId } from './feed-formats.ts'
import type { PublishedPodcast } from './podcast.ts'
import type { Topic } from './topic.ts'

/** A feed, independent of format: a subscription document with the newest articles, and archive pages with the rest. */
export interface Feed {
  /** A topic's id, or `all`. */
  id: string
  /** Absent for the feed `all`. */
  topic?: Topic
  /** Of a topic that is a podcast. */
  podcast?: PublishedPodcast
  title: string
  description: string
  /** BCP 47 language tag. */
  language?: string
  authorName: string
  /** The feed's HTML page. */
  pageUrl: string
  /** The page that documents the JSON Feed extension. */
  extensionUrl: string
  /** A square picture that stands for the feed. */
  iconUrl: string
  /** WebSub hubs. */
  hubs: string[]
  /** Suggested polling interval, in seconds. */
  refreshInterval: number
  /** The document that readers subscribe to. */
  subscription: FeedPage
  /** Archive pages, oldest first. */
  archives: FeedPage[]
  /** Every article of the feed, newest first. */
  articles: readonly ArticleSummary[]
}

/** The articles of one document, newest first, and its neighbours. */
export interface FeedPage {
  articles: readonly ArticleSummary[]
  /** Changes when anything changes that the page says about its articles. */
  fingerprint: string
  /** The newest `updated` of its articles; a fixed instant if there are none. */
  updated: Date
  urls: FeedUrls
  /** The name of an archive page in its URL; undefined for the subscription. */
  name?: string
  /** The archive page with the next older articles. */
  previous?: ArchiveLink
  /** The archive page with the next newer articles. */
  next?: ArchiveLink
}

export interface ArchiveLink {
  name: string
  urls: FeedUrls
}

/** The URLs of a document by format. */
export type FeedUrls = Readonly<Record<FormatId, string>>
