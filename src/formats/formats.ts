import { hash } from 'node:crypto'
import type { Document } from '../model/document.ts'
import type { Feed, FeedUrls } from '../model/feed.ts'
import { extensions, paths } from '../site/urls.ts'
import { renderAtom } from './render-atom.ts'
import { renderJson } from './render-json.ts'
import { renderOpml } from './render-opml.ts'
import { renderRss } from './render-rss.ts'

/** The formats of a feed: what people call them, how they are labelled and how they are made. */
export const formats = [
  { key: 'rss', name: 'RSS', mediaType: 'application/rss+xml', render: renderRss },
  { key: 'atom', name: 'Atom', mediaType: 'application/atom+xml', render: renderAtom },
  { key: 'json', name: 'JSON', mediaType: 'application/feed+json', render: renderJson },
] as const satisfies readonly { key: keyof FeedUrls; name: string; mediaType: string; render: unknown }[]

/** A feed as documents: what readers subscribe to and every page of the archive, in every format. */
export function documentsOfFeed(feed: Feed): Document[] {
  return [feed.subscription, ...feed.archives].flatMap((page) => {
    const { number, previous, next, listed } = page
    const fingerprint = hash('sha256', JSON.stringify([feed.topic, number, previous, next, page.fingerprint]), 'base64')
    return formats.map(({ key, mediaType, render }) => ({
      path: paths.feed(feed.id, extensions[key], number),
      mediaType,
      fingerprint,
      oldest: listed.at(-1)?.published.getTime(),
      render: () => render(feed, page),
    }))
  })
}

/** The list of all feeds; `feeds` begins with the feed of all articles. */
export function documentOfFeedList(feeds: readonly Feed[]): Document {
  return {
    path: paths.opml,
    mediaType: 'text/x-opml',
    fingerprint: hash('sha256', JSON.stringify(feeds.map(({ topic }) => topic)), 'base64'),
    render: () => Buffer.from(renderOpml(feeds)),
  }
}
