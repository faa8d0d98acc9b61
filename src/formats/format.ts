import type { ComposedArticle } from '../model/composed-article.ts'
import type { Feed, FeedPage } from '../model/feed.ts'

/** What an item depends on, besides its article. */
export interface ItemContext {
  /** BCP 47 language tag of the feed. An article in another language names its own. */
  language?: string | undefined
  /** The page that documents the JSON Feed extension. */
  extensionUrl: string
  /** Whether the feed is a podcast, and its items are episodes. */
  isPodcast: boolean
}

/** What the frame of a document says of its feed. */
export type FramedFeed = Omit<Feed, 'subscription' | 'archives' | 'articles'> & {
  subscription: Pick<FeedPage, 'urls'>
}

/** What the frame of a document says of its page. */
export type FramedPage = Omit<FeedPage, 'articles' | 'fingerprint'> & { articles: { length: number } }

/** A feed format. A document is a head, items and a tail. */
export interface Format {
  /** Renders what surrounds the items of a page. */
  frame: (feed: FramedFeed, page: FramedPage) => { head: string; tail: string }
  /** Renders the items of articles, the same for all documents. */
  items: (articles: readonly ComposedArticle[], context: ItemContext) => string[]
  /** The text that the head ends with, and that occurs nowhere before. */
  headEnd: string
  /** The text that every item starts with, and that occurs nowhere else after the head. */
  itemStart: string
  /** The text between two items. */
  separator: string
  /** The text that the tail starts with if there are items, and that occurs in no item. */
  tailStart: string
}
