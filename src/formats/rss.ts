import type { Image } from '../model/article.ts'
import type { Attachment, ComposedArticle } from '../model/composed-article.ts'
import { documentLinks, isArchive } from './document-links.ts'
import type { Format, ItemContext } from './format.ts'
import { mediaContent, mediaDescription, mediaFiles, mediaThumbnail } from './media.ts'
import { extension, packageFeed, packageItems, packageText } from './package-feed.ts'
import { episodeExtensions, podcastExtensions, podcastNamespaces } from './podcast.ts'
import { attributes, displayable, displayText, text } from './rss-elements.ts'

const NAMESPACES = {
  'xmlns:content': 'http://purl.org/rss/1.0/modules/content/',
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
  'xmlns:fh': 'http://purl.org/syndication/history/1.0',
  'xmlns:media': 'http://search.yahoo.com/mrss/',
  'xmlns:sy': 'http://purl.org/rss/1.0/modules/syndication/',
}

const ITEM_START = '\n        <item>'
const TAIL_START = '\n        <sy:updatePeriod>'

/**
 * RSS 2.0, with the modules Atom, Content, Dublin Core, Feed History, Media RSS and Syndication, and for podcasts those of Apple
 * and of Podcasting 2.0.
 */
export const rss: Format = {
  frame: (feed, page) => {
    const document = packageFeed(feed, page, 'rss', (plain) => packageText(displayable(plain)))
    const links = documentLinks(feed, page, 'rss').map(({ rel, href }) =>
      attributes({ href, rel, type: rel === 'hub' ? undefined : 'application/rss+xml' }),
    )
    const namespaces = feed.podcast ? { ...NAMESPACES, ...podcastNamespaces } : NAMESPACES
    document.addExtension(extension('_attributes', namespaces))
    document.addExtension(extension('atom:link', links))
    for (const added of podcastExtensions(feed)) document.addExtension(added)
    document.addExtension(extension('sy:updatePeriod', text('hourly')))
    document.addExtension(extension('sy:updateFrequency', text(String(Math.round(3600 / feed.refreshInterval)))))
    if (isArchive(page)) document.addExtension(extension('fh:archive', {}))
    const [head = '', tail = ''] = withNumericReferences(document.rss2()).split(TAIL_START)
    return { head, tail: TAIL_START + tail }
  },
  items: (articles, context) => {
    const document = packageItems()
    for (const article of articles) {
      const { title, id, link, published } = article
      document.addItem({ title, id, link, date: published, extensions: itemExtensions(article, context) })
    }
    const [, ...items] = withNumericReferences(document.rss2().slice(0, -END.length)).split(ITEM_START)
    return items.map((item, index) => ITEM_START + withContent(item, articles[index] as ComposedArticle))
  },
  headEnd: '',
  itemStart: ITEM_START,
  separator: '',
  tailStart: TAIL_START,
}

/** The end of the package's document without extensions. */
const END = '\n    </channel>\n</rss>'

/**
 * Inserts the content into its element: the package would copy long text at every level of the document. It is the description
 * too if there is no other, as the RSS Best Practices Profile recommends.
 */
function withContent(item: string, { contentHtml, excerptHtml }: ComposedArticle): string {
  const content = contentHtml.replaceAll('&', '&#x26;').replaceAll('<', '&#x3C;').replaceAll('>', '&gt;')
  const names = excerptHtml ? ['content:encoded'] : ['content:encoded', 'description']
  return names.reduce((xml, name) => xml.replace(`<${name}>`, (start) => start + content), item)
}

function itemExtensions(article: ComposedArticle, { language, isPodcast }: ItemContext) {
  const { title, id, link, excerptHtml, authors, topics, tags, images, locale, updated, enclosures } = article
  const [enclosure] = enclosures
  const [image] = images
  return [
    extension('title', displayText(title)),
    extension('guid', { ...attributes({ isPermaLink: String(id === link) }), ...text(id) }),
    extension('description', text(excerptHtml ?? '')),
    extension('content:encoded', { _text: '' }),
    extension(
      'dc:creator',
      authors.map(({ name }) => displayText(name)),
    ),
    ...(locale && locale !== language ? [extension('dc:language', text(locale))] : []),
    extension('category', [
      ...topics.map(({ name, pageUrl }) => ({ ...attributes({ domain: pageUrl }), ...displayText(name) })),
      ...tags.map(displayText),
    ]),
    ...(enclosure ? [extension('enclosure', enclosureElement(enclosure))] : []),
    extension('media:content', [...images.map(mediaElement), ...mediaFiles(article).map(attributes)]),
    ...(image ? [extension('media:thumbnail', attributes(mediaThumbnail(image)))] : []),
    ...(isPodcast ? episodeExtensions(article) : []),
    extension('atom:updated', text(updated.toISOString())),
  ]
}

/** An enclosure; the RSS Best Practices Profile wants 0 for an unknown length. */
function enclosureElement({ url, type, length = 0 }: Attachment) {
  return attributes({ url, length, type })
}

function mediaElement(image: Image) {
  const description = mediaDescription(image)
  return {
    ...attributes(mediaContent(image)),
    ...(description ? { 'media:description': { ...attributes({ type: 'plain' }), ...text(description) } } : {}),
  }
}

/**
 * The RSS Best Practices Profile recommends numeric references for `&` and `<` in titles. The document has no CDATA sections, so
 * replacing all of them makes no difference to a parser.
 */
function withNumericReferences(xml: string): string {
  return xml.replaceAll('&amp;', '&#x26;').replaceAll('&lt;', '&#x3C;')
}
