import type { Image } from '../model/article.ts'
import type { ComposedArticle } from '../model/composed-article.ts'
import { escapeHtml } from '../text/escape-html.ts'
import { documentLinks, isArchive } from './document-links.ts'
import type { Format, FramedFeed, FramedPage, ItemContext } from './format.ts'
import { attachmentsOf, mediaContent, mediaDescription, mediaFiles, mediaThumbnail } from './media.ts'
import { packageFeed, packageItems, packageText } from './package-feed.ts'
import { element, escapeXml, writeAttributes } from './xml.ts'

const ATOM = 'http://www.w3.org/2005/Atom'

const NAMESPACES = {
  'xmlns:fh': 'http://purl.org/syndication/history/1.0',
  'xmlns:media': 'http://search.yahoo.com/mrss/',
}

const ENTRY_START = '\n    <entry'
const END = '\n</feed>'

/** A placeholder for content in the package's document; content is never a blank. */
const CONTENT_PLACEHOLDER = ' '
const CONTENT_START = '<content type="html"><![CDATA['

/** Atom 1.0 (RFC 4287), with the extensions Feed History (RFC 5005) and Media RSS. */
export const atom: Format = {
  frame: (feed, page) => {
    const document = packageFeed(feed, page, 'atom', (plain) => packageText(escapeHtml(plain)))
    return { head: completeHead(document.atom1().slice(0, -END.length), feed, page), tail: END }
  },
  /** Text is escaped and content is sanitized, so only the package itself can have written the tags that are searched for. */
  items: (articles, context) => {
    const document = packageItems()
    for (const { titleHtml, id, link, published, updated, excerptHtml, contentHtml, authors } of articles) {
      document.addItem({
        title: titleHtml,
        id,
        link,
        date: updated,
        published,
        description: excerptHtml,
        content: contentHtml && CONTENT_PLACEHOLDER,
        author: authors.map(({ name, url }) => ({ name: packageText(name), link: url })),
      })
    }
    const [, ...entries] = document.atom1().slice(0, -END.length).split(`${ENTRY_START}>`)
    return entries.map((entry, index) => completeEntry(entry, articles[index] as ComposedArticle, context))
  },
  headEnd: '',
  itemStart: ENTRY_START,
  separator: '',
  tailStart: END,
}

function completeHead(head: string, feed: FramedFeed, page: FramedPage): string {
  const links = documentLinks(feed, page, 'atom').filter(({ rel }) => rel !== 'self')
  const additions = [
    ...links.map(({ rel, href }) => element('link', { rel, href })),
    ...(isArchive(page) ? [element('fh:archive', {})] : []),
  ]
  return head
    .replace(`xmlns="${ATOM}"`, (root) => `${root}${writeAttributes({ ...NAMESPACES, 'xml:lang': feed.language })}`)
    .replaceAll(/<(title|subtitle)>/g, '<$1 type="html">')
    .replace('<link rel="self"', (self) => [...additions, self].join('\n    '))
}

function completeEntry(entry: string, article: ComposedArticle, context: ItemContext): string {
  const { id, locale, topics, tags, related, images } = article
  const [image] = images
  const additions = [
    ...topics.map((topic) => element('category', { term: topic.id, label: topic.name })),
    ...tags.map((tag) => element('category', { term: tag, label: tag })),
    ...attachmentsOf(article)
      .filter(({ isShown }) => !isShown)
      .map(({ url, type, length, title }) =>
        element('link', { rel: 'enclosure', href: url, type, length, title: linkTitle(title) }),
      ),
    ...related.map(({ url, title }) => element('link', { rel: 'related', href: url, title: linkTitle(title) })),
    ...images.map(mediaElement),
    ...mediaFiles(article).map((attributes) => element('media:content', attributes)),
    ...(image ? [element('media:thumbnail', mediaThumbnail(image))] : []),
  ]
  const attributes = writeAttributes({ 'xml:lang': locale === context.language ? undefined : locale })
  return `${ENTRY_START}${attributes}>${withContent(entry, article.contentHtml)}`
    .replace(/<id>[^<]*<\/id>/, () => `<id>${escapeXml(id)}</id>`)
    .replace('</entry>', () => `${additions.map((addition) => `    ${addition}\n    `).join('')}</entry>`)
}

/** Inserts the content into its element: the package would copy long text at every level of the document. */
function withContent(entry: string, contentHtml: string): string {
  const content = contentHtml.replaceAll(']]>', ']]&gt;')
  return entry.replace(CONTENT_START + CONTENT_PLACEHOLDER, () => CONTENT_START + content)
}

/** A link title is plain text, but cannot declare that. One that readers could interpret as HTML or damage is left out. */
function linkTitle(title: string | undefined): string | undefined {
  return title && /<\/?[a-z]|\uFFFD/i.test(title) ? undefined : title
}

function mediaElement(image: Image): string {
  const alt = mediaDescription(image)
  const description = alt && element('media:description', { type: 'plain' }, escapeXml(alt))
  return element('media:content', mediaContent(image), description)
}
