import { type Extension, Feed as PackageFeed } from 'feed'
import type { FormatId } from '../model/feed-formats.ts'
import { imageType } from '../text/media-type.ts'
import type { FramedFeed, FramedPage } from './format.ts'

/**
 * Creates a document of the `feed` package with the feed's metadata, for one format.
 *
 * @param encode encodes title and description for the format
 */
export function packageFeed(
  feed: FramedFeed,
  page: FramedPage,
  format: FormatId,
  encode: (text: string) => string = String,
): PackageFeed {
  const image = imageOf(feed, format)
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
    favicon: packageText(feed.iconUrl),
  })
}

/** Creates a document of the `feed` package that only serves to render items. */
export function packageItems(): PackageFeed {
  return new PackageFeed({ id: '', title: '', updated: new Date(0) })
}

/** The picture of a topic or podcast, or else the icon, which Atom has in an element of its own. */
function imageOf({ topic, podcast, iconUrl }: FramedFeed, format: FormatId): string | undefined {
  const picture = topic?.image ?? podcast?.image
  if (format === 'atom') return picture
  return [picture, iconUrl].find((url) => (format === 'rss' ? isRssImage(url) : url !== undefined))
}

/** RSS 2.0 allows GIF, JPEG and PNG as the image of a channel. */
function isRssImage(url: string | undefined): boolean {
  return url !== undefined && /^image\/(gif|jpeg|png)$/.test(imageType(url) ?? '')
}

/** A part of a document that the `feed` package passes through: an xml-js element in RSS, any value in JSON. */
export function extension(name: string, value: unknown): Extension {
  return { name, objects: value as Extension['objects'] }
}

/** Escapes ampersands for the package's XML writer, which treats `&amp;` as already escaped. */
export function packageText(text: string): string {
  return text.replaceAll('&', '&amp;')
}
