import { parseFeed } from 'feedsmith'
import { FeedmillError } from '../../errors.ts'
import { decodedText } from '../../text/plain-text.ts'

/** An item of a feed that subscribers have. */
export interface FeedItem {
  /** What readers remember; the link, if the item has no id. */
  id: string
  link: string | undefined
  title: string
  published: Date | undefined
}

/** A link of a feed to a related document, by its relation (RFC 8288 §3.3). */
interface FeedLink {
  rel: string
  href: string
}

/** A feed that subscribers have. */
export interface FeedDocument {
  format: Parsed['format']
  /** With the relations of Atom, also for what JSON Feed has other names for. */
  links: FeedLink[]
  /** Items without id and link, which readers tell apart by guessing, are left out. */
  items: FeedItem[]
}

type Parsed = ReturnType<typeof parseFeed>

/**
 * Parses an RSS (also 1.0), Atom or JSON feed.
 *
 * @param source where the text is from, for the error
 * @throws FeedmillError `feed-unreadable` if the text is no feed
 */
export function parseFeedDocument(text: string, source: string): FeedDocument {
  let parsed: Parsed
  try {
    parsed = parseFeed(text)
  } catch (error) {
    throw new FeedmillError('feed-unreadable', `"${source}" is not a feed`, 'Use an RSS, Atom or JSON feed.', {
      cause: error,
    })
  }
  return { format: parsed.format, links: linksOf(parsed), items: rawItems(parsed).flatMap(toItem) }
}

function toItem({ id, link, title = '', date }: RawItem): FeedItem[] {
  const remembered = id?.trim() || link?.trim()
  const published = new Date(typeof date === 'string' ? date : '')
  if (!remembered) return []
  return [
    {
      id: remembered,
      link: link?.trim() || (/^https?:/i.test(remembered) ? remembered : undefined),
      title: decodedText(title),
      published: Number.isNaN(published.getTime()) ? undefined : published,
    },
  ]
}

function linksOf({ format, feed }: Parsed): FeedLink[] {
  if (format === 'json') {
    return [
      ...(feed.feed_url ? [{ rel: 'self', href: feed.feed_url }] : []),
      ...(feed.next_url ? [{ rel: 'prev-archive', href: feed.next_url }] : []),
      ...(feed.hubs ?? []).flatMap(({ url }) => (url ? [{ rel: 'hub', href: url }] : [])),
    ]
  }
  const links = format === 'atom' ? feed.links : feed.atom?.links
  return (links ?? []).flatMap(({ rel = 'alternate', href }) => (href ? [{ rel, href }] : []))
}

interface RawItem {
  id?: string | undefined
  link?: string | undefined
  title?: string | undefined
  date?: unknown
}

function rawItems({ format, feed }: Parsed): RawItem[] {
  switch (format) {
    case 'rss':
      return (feed.items ?? []).map(({ guid, link, title, pubDate, dc }) => ({
        ...{ id: guid?.value, link, title, date: pubDate ?? dc?.dates?.[0] },
      }))
    case 'rdf':
      return (feed.items ?? []).map(({ rdf, link, title, dc }) => ({
        ...{ id: rdf?.about, link, title, date: dc?.dates?.[0] },
      }))
    case 'atom':
      return (feed.entries ?? []).map(({ id, links, title, published, updated, xml }) => {
        const href = links?.find(({ rel = 'alternate' }) => rel === 'alternate')?.href
        const base = xml?.base ?? feed.xml?.base
        return { id, link: href && resolve(href, base), title: title?.value, date: published ?? updated }
      })
    case 'json':
      return (feed.items ?? []).map(({ id, url, title, date_published: date }) => ({ id, link: url, title, date }))
  }
}

function resolve(href: string, base: string | undefined): string {
  return URL.canParse(href, base) ? new URL(href, base).href : href
}
