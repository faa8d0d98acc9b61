import { hash } from 'node:crypto'
import type { ComposedArticle } from '../model/composed-article.ts'
import type { Feed, FeedPage } from '../model/feed.ts'
import type { ItemIndex, PageIndex } from '../model/item-index.ts'
import { assembleDocument, type ItemCache } from './assemble-document.ts'
import { formats } from './formats.ts'

/** Indexes the items of a page of a feed in all formats. Renders only those that are not in the cache. */
export function indexPage(
  feed: Feed,
  page: FeedPage,
  articles: readonly ComposedArticle[],
  items: ItemCache,
): PageIndex<number[]> {
  const indexes = formats.map((format) => [
    format.id,
    indexItems(assembleDocument(format, feed, page, articles, items), articles.length),
  ])
  return Object.fromEntries(indexes)
}

/** @param parts the head of a document, its items with a separator between two, and its tail */
function indexItems(parts: Iterable<Buffer>, count: number): ItemIndex<number[]> {
  const index: ItemIndex<number[]> = { starts: [], ends: [], checks: [] }
  let start = 0
  let isItem = false
  for (const part of parts) {
    const end = start + part.length
    if (isItem && index.starts.length < count) {
      index.starts.push(start)
      index.ends.push(end)
      index.checks.push(checkOf(part))
    }
    isItem = !isItem
    start = end
  }
  return index
}

/** Whether bytes are the item at a position of an index. */
export function isItemAt(position: number, { checks }: ItemIndex, bytes: Buffer): boolean {
  return checkOf(bytes) === checks[position]
}

/** The first 32 bits of its SHA-256: enough to notice damage. */
function checkOf(item: Buffer): number {
  return hash('sha256', item, 'buffer').readUInt32BE()
}
