import type { Feed, FeedPage } from '../model/feed.ts'
import type { FormatId } from '../model/feed-formats.ts'

/** A link from a document to one that belongs to it. */
export interface DocumentLink {
  rel: 'self' | 'hub' | 'current' | 'prev-archive' | 'next-archive'
  href: string
}

/** Where a document is, who tells of its changes (WebSub §4), and the documents before and after it (RFC 5005 §4). */
export function documentLinks(feed: Feed, page: FeedPage, format: FormatId): DocumentLink[] {
  const { previous, next } = page
  const home: DocumentLink[] =
    page.number === undefined
      ? feed.hubs.map((href) => ({ rel: 'hub', href }))
      : [{ rel: 'current', href: feed.subscription.urls[format] }]
  return [
    { rel: 'self', href: page.urls[format] },
    ...home,
    ...(previous ? [{ rel: 'prev-archive', href: previous[format] } as const] : []),
    ...(next ? [{ rel: 'next-archive', href: next[format] } as const] : []),
  ]
}

/** Whether a document says that it is an archive, which RFC 5005 §4 wants to be linked to a neighbour. */
export function isArchive({ number, previous, next }: FeedPage): boolean {
  return number !== undefined && (previous !== undefined || next !== undefined)
}
