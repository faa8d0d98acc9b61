import type { ComposedArticle } from '../model/composed-article.ts'
import type { Feed, FeedPage } from '../model/feed.ts'
import type { FormatId } from '../model/feed-formats.ts'
import type { Format } from './format.ts'

/** HTML to render at a time, or one article: the `feed` package needs several times as much memory. */
const BATCH_CHARACTERS = 2 * 1024 * 1024

/**
 * Rendered items by article and format, as bytes, because most are in several documents. They are kept as long as their
 * articles.
 */
export type ItemCache = WeakMap<ComposedArticle, Map<string, Buffer>>

/** Assembles a page of a feed in a format. Renders only items that are not in the cache. */
export function assembleDocument(
  format: Format & { id: FormatId },
  feed: Feed,
  page: FeedPage,
  articles: readonly ComposedArticle[],
  items: ItemCache,
): Buffer {
  const { head, tail } = format.frame(feed, page)
  const separator = Buffer.from(format.separator)
  const rendered = itemsOf(format, feed, articles, items).flatMap((item, index) =>
    index > 0 ? [separator, item] : [item],
  )
  return Buffer.concat([Buffer.from(head), ...rendered, Buffer.from(tail)])
}

/** The items of articles in a format. */
function itemsOf(
  format: Format & { id: FormatId },
  { language, extensionUrl, podcast }: Pick<Feed, 'language' | 'extensionUrl' | 'podcast'>,
  articles: readonly ComposedArticle[],
  items: ItemCache,
): Buffer[] {
  const isPodcast = podcast !== undefined
  const context = { language, extensionUrl, isPodcast }
  const key = ({ locale }: ComposedArticle) => `${format.id} ${extensionUrl} ${locale === language} ${isPodcast}`
  const missing = articles.filter((article) => !items.get(article)?.has(key(article)))
  for (const batch of batchesOf(missing)) {
    for (const [index, item] of format.items(batch, context).entries()) {
      const article = batch[index] as ComposedArticle
      items.set(article, (items.get(article) ?? new Map()).set(key(article), Buffer.from(item)))
    }
  }
  return articles.map((article) => items.get(article)?.get(key(article)) as Buffer)
}

function batchesOf(articles: readonly ComposedArticle[]): ComposedArticle[][] {
  const batches: ComposedArticle[][] = []
  let characters = BATCH_CHARACTERS
  for (const article of articles) {
    if (characters >= BATCH_CHARACTERS) {
      batches.push([])
      characters = 0
    }
    batches.at(-1)?.push(article)
    characters += article.contentHtml.length
  }
  return batches
}
