import { hash } from 'node:crypto'
import { fingerprintOfPage } from '../feeds/fingerprint-of-page.ts'
import type { Document } from '../model/document.ts'
import type { Feed } from '../model/feed.ts'
import { type FormatId, feedFormats } from '../model/feed-formats.ts'
import { paths } from '../site/urls.ts'
import { assembleDocument, type ItemCache } from './assemble-document.ts'
import { atom } from './atom.ts'
import type { Format } from './format.ts'
import { json } from './json.ts'
import { renderOpml } from './opml.ts'
import { rss } from './rss.ts'

/** The implementation of each format. */
const implementations: Record<FormatId, Format> = { rss, atom, json }

/** All feed formats, with their implementations. */
export const formats = feedFormats.map((format) => ({ ...format, ...implementations[format.id] }))

/** The documents of a feed: the subscription document and all archive pages, in all formats. */
export function documentsOfFeed(feed: Feed, items: ItemCache): Document[] {
  return [feed.subscription, ...feed.archives].flatMap((page) => {
    const { name, next, articles } = page
    const fingerprint = fingerprintOfPage(feed, page)
    return formats.map((format) => ({
      path: paths.feed(feed.id, format.extension, name),
      mediaType: format.mediaType,
      isSettled: next !== undefined,
      fingerprint,
      articles,
      render: (composed) => assembleDocument(format, feed, page, composed, items),
    }))
  })
}

/** The list of all feeds as OPML; the first of `feeds` is that of all articles. */
export function documentOfFeedList(feeds: readonly Feed[]): Document {
  return {
    path: paths.opml,
    mediaType: 'text/x-opml',
    fingerprint: hash('sha256', JSON.stringify(feeds.map(({ topic }) => topic)), 'base64'),
    articles: [],
    render: () => [Buffer.from(renderOpml(feeds))],
  }
}
