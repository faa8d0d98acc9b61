import type { ComposedArticle } from '../model/composed-article.ts'
import type { Feed, FeedPage } from '../model/feed.ts'

/** What an item depends on beside its article. */
export interface ItemContext {
  /** BCP 47 language tag of the feed: an article in another one names its own. */
  language?: string | undefined
  /** Where the extension of JSON documents is described. */
  extensionUrl: string
}

/** How a format writes documents: a head, items, and a tail. */
export interface Format {
  /** What stands around the items of a page. */
  frame: (feed: Feed, page: FeedPage) => { head: string; tail: string }
  /** The items of articles, in their order, as every document holds them. */
  items: (articles: readonly ComposedArticle[], context: ItemContext) => string[]
  /** Every item begins with this text, which stands nowhere else in a document. */
  itemStart: string
  /** What stands between two items. */
  separator: string
  /** The tail begins with this text where there are items, and it stands in no item. */
  tailStart: string
}
