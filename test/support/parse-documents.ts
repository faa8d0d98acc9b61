import { decodeHTML } from 'entities'
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith'

/** An article as a reader sees it, in any format. */
interface ReadArticle {
  id: string | undefined
  link: string | undefined
  title: string
  published: number
  updated: number
  authors: string[]
  topics: string[]
  excerpt: string
  content: string
}

/** A document as a reader sees it, in any format. */
export interface ReadDocument {
  title: string
  self: string | undefined
  /** The document with the next older articles. */
  previous: string | undefined
  articles: ReadArticle[]
}

/** Parses an RSS document with feedsmith. */
export function readRss(text: string): ReadDocument {
  const feed = parseRssFeed(text)
  const links = feed.atom?.links ?? []
  return {
    title: decodeHTML(feed.title ?? ''),
    self: links.find(({ rel }) => rel === 'self')?.href,
    previous: links.find(({ rel }) => rel === 'prev-archive')?.href,
    articles: (feed.items ?? []).map((item) => ({
      id: item.guid?.value,
      link: item.link,
      title: decodeHTML(item.title ?? ''),
      published: Date.parse(item.pubDate ?? ''),
      updated: Date.parse(item.atom?.updated ?? ''),
      authors: (item.dc?.creators ?? []).map(decodeHTML),
      topics: (item.categories ?? []).map(({ name }) => decodeHTML(name ?? '')),
      excerpt: item.description === item.content?.encoded ? '' : decodeHTML(item.description ?? ''),
      content: item.content?.encoded ?? '',
    })),
  }
}

/** Parses an Atom document with feedsmith. */
export function readAtom(text: string): ReadDocument {
  const feed = parseAtomFeed(text)
  const links = feed.links ?? []
  return {
    title: decodeHTML(feed.title?.value ?? ''),
    self: links.find(({ rel }) => rel === 'self')?.href,
    previous: links.find(({ rel }) => rel === 'prev-archive')?.href,
    articles: (feed.entries ?? []).map((entry) => ({
      id: entry.id,
      link: entry.links?.find(({ rel }) => rel === undefined)?.href,
      title: decodeHTML(entry.title?.value ?? ''),
      published: Date.parse(entry.published ?? ''),
      updated: Date.parse(entry.updated ?? ''),
      authors: (entry.authors ?? []).map(({ name }) => name ?? ''),
      topics: (entry.categories ?? []).map(({ label }) => label ?? ''),
      excerpt: decodeHTML(entry.summary?.value ?? ''),
      content: entry.content?.value ?? '',
    })),
  }
}

/** Parses a JSON Feed document with feedsmith. */
export function readJson(text: string): ReadDocument {
  const feed = parseJsonFeed(JSON.parse(text))
  return {
    title: feed.title ?? '',
    self: feed.feed_url,
    previous: feed.next_url,
    articles: (feed.items ?? []).map((item) => ({
      id: item.id,
      link: item.url,
      title: item.title ?? '',
      published: Date.parse(item.date_published ?? ''),
      updated: Date.parse(item.date_modified ?? ''),
      authors: (item.authors ?? []).map(({ name }) => name ?? ''),
      topics: item.tags ?? [],
      excerpt: item.summary ?? '',
      content: item.content_html ?? '',
    })),
  }
}
