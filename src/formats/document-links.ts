import type { FormatId } from '../model/feed-formats.ts'
import type { FramedFeed, FramedPage } from './format.ts'

/** A link from a document to a related one. */
export interface DocumentLink {
  rel: 'self' | 'hub' | 'current' | 'prev-archive' | 'next-archive'
  href: string
}

/** The links of a document: itself, its hubs (WebSub §4), and the documents before and after it (RFC 5005 §4). */
export function documentLinks(feed: FramedFeed, page: FramedPage, format: FormatId): DocumentLink[] {
  const { previous, next } = page
  const hubsOrCurrent: DocumentLink[] =
    page.name === undefined
      ? feed.hubs.map((href) => ({ rel: 'hub', href }))
      : [{ rel: 'current', href: feed.subscription.urls[format] }]
  return [
    { rel: 'self', href: page.urls[format] },
    ...hubsOrCurrent,
    ...(previous ? [{ rel: 'prev-archive', href: previous.urls[format] } as const] : []),
    ...(next ? [{ rel: 'next-archive', href: next.urls[format] } as const] : []),
  ]
}

/** Whether a document is marked as an archive, which RFC 5005 §4 requires to be linked to another one. */
export function isArchive({ name, previous, next }: FramedPage): boolean {
  return name !== undefined && (previous !== undefined || next !== undefined)
}
