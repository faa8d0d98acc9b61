import type { ComposedArticle } from '../model/composed-article.ts'
import type { Feed, FeedPage } from '../model/feed.ts'
import type { FormatId } from '../model/feed-formats.ts'
import type { Format, FramedFeed, FramedPage } from './format.ts'

/** HTML to render at a time, or one article: the `feed` package needs several times as much memory. */
const BATCH_CHARACTERS = 256 * 1024

/**
 * Rendered items by article and format, as bytes, because most are in several documents. They are kept as long as their
 * articles.
 */
export type ItemCache = WeakMap<ComposedArticle, Map<string, Buffer>>

/** Assembles a page of a feed in a format, part by part. Renders only items that are not in the cache, when they are taken. */
export function* assembleDocument(
  format: Format & { id: FormatId },
  feed: Feed,
  page: FeedPage,
  articles: readonly ComposedArticle[],
  items: ItemCache,
): Generator<Buffer, void> {
  yield* frameItems(format, feed, page, itemsOf(format, feed, articles, items))
}

/** A document part by part: its head, its items as they are, and its tail. */
export function* frameItems(
  format: Format,
  feed: FramedFeed,
  page: FramedPage,
  items: Iterable<Buffer>,
): Generator<Buffer, void> {
  const { head, tail } = format.frame(feed, page)
  const separator = Buffer.from(format.separator)
  yield Buffer.from(head)
  let isFirst = true
  for (const item of items) {
    if (!isFirst) yield separator
    isFirst = false
    yield item
  }
  yield Buffer.from(tail)
}

/** The items of articles in a format. */
function* itemsOf(
  format: Format & { id: FormatId },
  { language, extensionUrl, podcast }: Pick<Feed, 'language' | 'extensionUrl' | 'podcast'>,
  articles: readonly ComposedArticle[],
  items: ItemCache,
): Generator<Buffer, void> {
  const isPodcast = podcast !== undefined
  const context = { language, extensionUrl, isPodcast }
  const key = ({ locale }: ComposedArticle) => `${format.id} ${extensionUrl} ${locale === language} ${isPodcast}`
  const cached = (article: ComposedArticle) => items.get(article)?.get(key(article))
  for (const [index, article] of articles.entries()) {
    if (!cached(article)) render(firstBatch(articles.slice(index).filter((other) => !cached(other))))
    yield cached(article) as Buffer
  }
  function render(batch: readonly ComposedArticle[]): void {
    for (const [index, item] of format.items(batch, context).entries()) {
      const article = batch[index] as ComposedArticle
      items.set(article, (items.get(article) ?? new Map()).set(key(article), Buffer.from(item)))
    }
  }
}

/** The first articles that are rendered at a time; at least one. */
function firstBatch(articles: readonly ComposedArticle[]): readonly ComposedArticle[] {
  let characters = 0
  const end = articles.findIndex(({ contentHtml }, index) => {
    characters += contentHtml.length
    return index > 0 && characters > BATCH_CHARACTERS
  })
  return end < 0 ? articles : articles.slice(0, end)
}
