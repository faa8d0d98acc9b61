import { type Extension, Feed as PackageFeed } from 'feed'
import { imageType } from '../feeds/attachments.ts'
import type { Feed, FeedPage } from '../model/feed.ts'
import type { FormatId } from '../model/feed-formats.ts'

/**
 * A document of the `feed` package that names itself and where it is. One is made for each format.
 *
 * @param encode prepares the title and the description for the format
 */
export function packageFeed(
  feed: Feed,
  page: FeedPage,
  format: FormatId,
  encode: (text: string) => string = String,
): PackageFeed {
  const image = format === 'rss' && !isRssImage(feed.topic?.image) ? undefined : feed.topic?.image
  return new PackageFeed({
    id: feed.subscription.urls.atom,
    title: encode(feed.title),
    description: encode(feed.description),
    link: feed.pageUrl,
    feedLinks: { [format]: page.urls[format] },
    language: feed.language,
    updated: page.updated,
    author: { name: format === 'json' ? feed.authorName : packageText(feed.authorName) },
    generator: 'Feedmill',
    ttl: Math.round(feed.refreshInterval / 60),
    image: image && (format === 'json' ? image : packageText(image)),
  })
}

/** A document of the `feed` package to add items to that are then taken out of it. */
export function packageItems(): PackageFeed {
  return new PackageFeed({ id: '', title: '', updated: new Date(0) })
}

/** RSS 2.0 takes GIF, JPEG and PNG for the picture of a channel. */
function isRssImage(url: string | undefined): boolean {
  return url !== undefined && /^image\/(gif|jpeg|png)$/.test(imageType(url) ?? '')
}

/** A part of a document that the `feed` package passes through: in RSS an xml-js element, in JSON any value. */
export function extension(name: string, value: unknown): Extension {
  return { name, objects: value as Extension['objects'] }
}

/** Text for the XML writer of the package, which takes one `&amp;` for an ampersand that is escaped already. */
export function packageText(text: string): string {
  return text.replaceAll('&', '&amp;')
}
