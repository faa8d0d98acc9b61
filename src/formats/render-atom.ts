import type { Image } from '../model/article.ts'
import type { ComposedArticle } from '../model/composed-article.ts'
import type { Feed, FeedPage } from '../model/feed.ts'
import { escapeHtml } from '../text/escape-html.ts'
import { documentLinks, isArchive } from './document-links.ts'
import { type Fragments, joinFragments, type Parts } from './fragments.ts'
import { mediaContent, mediaThumbnail } from './media.ts'
import { packageFeed, packageText } from './package-feed.ts'
import { element, escapeXml, writeAttributes } from './xml.ts'

const ATOM = 'http://www.w3.org/2005/Atom'

const NAMESPACES = {
  'xmlns:fh': 'http://purl.org/syndication/history/1.0',
  'xmlns:media': 'http://search.yahoo.com/mrss/',
}

const ENTRY = '\n    <entry'
const END = '\n</feed>'

const fragments: Fragments = new WeakMap()

/** A page of a feed as Atom 1.0 (RFC 4287), with the extensions Feed History (RFC 5005) and Media. */
export function renderAtom(feed: Feed, page: FeedPage): Buffer {
  return joinFragments(fragments, feed, page.articles, (fresh) => renderParts(feed, page, fresh))
}

/**
 * What the `feed` package makes of a page, with what it has no field for. Text is escaped and content is sanitized, so
 * that the tags looked for here stand nowhere but where the package wrote them.
 */
function renderParts(feed: Feed, page: FeedPage, articles: readonly ComposedArticle[]): Parts {
  const document = packageFeed(feed, page, 'atom', (plain) => packageText(escapeHtml(plain)))
  for (const { titleHtml, id, link, published, updated, excerptHtml, contentHtml, authors } of articles) {
    document.addItem({
      title: titleHtml,
      id,
      link,
      date: updated,
      published,
      description: excerptHtml,
      content: contentHtml.replaceAll(']]>', ']]&gt;'),
      author: authors.map(({ name, url }) => ({ name: packageText(name), link: url })),
    })
  }
  const [head = '', ...entries] = document.atom1().slice(0, -END.length).split(`${ENTRY}>`)
  return {
    head: completeHead(head, feed, page),
    articles: entries.map((entry, index) => completeEntry(entry, articles[index] as ComposedArticle, feed)),
    tail: END,
  }
}

function completeHead(head: string, feed: Feed, page: FeedPage): string {
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

function completeEntry(entry: string, article: ComposedArticle, feed: Feed): string {
  const { id, locale, topics, related, attachments, images } = article
  const [image] = images
  const additions = [
    ...topics.map((topic) => element('category', { term: topic.id, label: topic.name })),
    ...attachments.map(({ url, type, length, title }) =>
      element('link', { rel: 'enclosure', href: url, type, length, title: linkTitle(title) }),
    ),
    ...related.map(({ url, title }) => element('link', { rel: 'related', href: url, title: linkTitle(title) })),
    ...images.map(mediaElement),
    ...(image ? [element('media:thumbnail', mediaThumbnail(image))] : []),
  ]
  const attributes = writeAttributes({ 'xml:lang': locale === feed.language ? undefined : locale })
  return `${ENTRY}${attributes}>${entry}`
    .replace(/<id>[^<]*<\/id>/, () => `<id>${escapeXml(id)}</id>`)
    .replace('</entry>', () => `${additions.map((addition) => `    ${addition}\n    `).join('')}</entry>`)
}

/** The title of a link is plain text without a way to say so: one that readers could take for HTML is left out. */
function linkTitle(title: string | undefined): string | undefined {
  return title && /<\/?[a-z]/i.test(title) ? undefined : title
}

function mediaElement(image: Image): string {
  const { alt } = image
  const description = alt && element('media:description', { type: 'plain' }, escapeXml(alt))
  return element('media:content', mediaContent(image), description)
}
