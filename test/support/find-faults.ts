import { DOMParser, type Element } from '@xmldom/xmldom'
import { decodeHTML } from 'entities'
import { percentDecoded } from '../../src/text/percent-decoded.ts'
import type { RenderedDocument } from './rendered.ts'

const ATOM = 'http://www.w3.org/2005/Atom'
const CONTENT = 'http://purl.org/rss/1.0/modules/content/'
const HISTORY = 'http://purl.org/syndication/history/1.0'
const MEDIA = 'http://search.yahoo.com/mrss/'

const KNOWN_TAGS = new Set(
  (
    'a abbr article aside b bdi blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption ' +
    'figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp section small span strong sub summary ' +
    'sup table tbody td tfoot th thead time tr u ul var wbr'
  ).split(' '),
)

/**
 * Checks a document by the rules of the W3C feed validator and some that it lacks (links that run code, forms, an update
 * before the publication date).
 */
export function findFaults({ path, mediaType, body }: RenderedDocument): string[] {
  const self = `https://feeds.example/${path.split('/').map(encodeURIComponent).join('/')}`
  if (/[\u0080-\u009f]|\\u00[01]\w/.test(body)) return ['a character that no document may hold']
  if (mediaType === 'application/feed+json') return faultsOfJson(JSON.parse(body), self)
  if (body.includes('\ufffd')) return ['a character that validators take for damage']
  const root = new DOMParser().parseFromString(body, 'text/xml').documentElement as Element
  if (mediaType === 'application/rss+xml') return faultsOfRss(root, self)
  return mediaType === 'application/atom+xml' ? faultsOfAtom(root, self) : []
}

function faultsOfRss(root: Element, self: string): string[] {
  const [channel] = children(root, '', 'channel')
  if (!channel) return ['no channel']
  const links = children(channel, ATOM, 'link').map((link) => attributesOf(link))
  const items = children(channel, '', 'item')
  const guids = items.map((item) => textOf(item, '', 'guid'))
  const image = children(channel, '', 'image')[0]
  return [
    ...faultsOfLinks(links, self, children(channel, HISTORY, 'archive').length > 0),
    ...unless(new Set(guids).size === guids.length, 'guids are not unique'),
    ...unless(
      textOf(channel, '', 'title') !== '' && !hasTags(textOf(channel, '', 'title')),
      'the title is empty or HTML',
    ),
    ...unless(!image || textOf(image, '', 'title') === textOf(channel, '', 'title'), 'the image has another title'),
    ...unless(!image || textOf(image, '', 'link') === textOf(channel, '', 'link'), 'the image has another link'),
    ...items.flatMap(faultsOfItem),
  ]
}

function faultsOfItem(item: Element): string[] {
  const names = [...item.childNodes].map(({ nodeName }) => nodeName)
  const enclosures = children(item, '', 'enclosure').map(attributesOf)
  const guid = children(item, '', 'guid')[0]
  const isLink = textOf(item, '', 'guid') === textOf(item, '', 'link')
  const categories = children(item, '', 'category').map(({ textContent }) => textContent ?? '')
  return [
    ...unless(textOf(item, '', 'title') !== '' && !hasTags(textOf(item, '', 'title')), 'a title is empty or HTML'),
    ...unless(guid?.getAttribute('isPermaLink') === String(isLink), 'isPermaLink is wrong'),
    ...unless(names.indexOf('description') < names.indexOf('content:encoded'), 'a description comes after the content'),
    ...unless(!names.includes('author'), 'an author without an address'),
    ...unless(enclosures.length <= 1 && enclosures.every(isEnclosure), 'an enclosure without length or type'),
    ...unless(
      categories.every((category) => category.trim() !== ''),
      'an empty category',
    ),
    ...unless(new Set(categories).size === categories.length, 'a category twice'),
    ...unless(/^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/.test(textOf(item, '', 'pubDate')), 'an odd date'),
    ...unless(
      Date.parse(textOf(item, '', 'pubDate')) <= Date.parse(textOf(item, ATOM, 'updated')),
      'updated before published',
    ),
    ...faultsOfHtml(textOf(item, '', 'description'), textOf(item, '', 'link')),
    ...faultsOfHtml(textOf(item, CONTENT, 'encoded'), textOf(item, '', 'link')),
    ...faultsOfMedia(item),
  ]
}

function faultsOfAtom(root: Element, self: string): string[] {
  const links = children(root, ATOM, 'link').map(attributesOf)
  const entries = children(root, ATOM, 'entry')
  const ids = entries.map((entry) => textOf(entry, ATOM, 'id'))
  return [
    ...faultsOfLinks(links, self, children(root, HISTORY, 'archive').length > 0),
    ...unless(new Set(ids).size === ids.length, 'ids are not unique'),
    ...unless(!hasTags(textOf(root, ATOM, 'title')), 'the title is HTML that is not escaped'),
    ...entries.flatMap(faultsOfEntry),
  ]
}

function faultsOfEntry(entry: Element): string[] {
  const links = children(entry, ATOM, 'link').map(attributesOf)
  const labels = children(entry, ATOM, 'category').map((category) => category.getAttribute('label') ?? '')
  const names = children(entry, ATOM, 'author').map((author) => textOf(author, ATOM, 'name'))
  const url = links.find(({ rel = 'alternate' }) => rel === 'alternate')?.href ?? ''
  return [
    ...unless(
      textOf(entry, ATOM, 'title') !== '' && !hasTags(textOf(entry, ATOM, 'title')),
      'a title is empty or HTML',
    ),
    ...unless(
      links.filter(({ rel = 'alternate' }) => rel === 'alternate').length === 1,
      'not exactly one alternate link',
    ),
    ...unless(
      links.every(({ href = '' }) => isWhole(href)),
      'a relative link',
    ),
    ...unless(
      links.every(({ rel, type }) => rel !== 'enclosure' || isMediaType(type)),
      'an enclosure without a type',
    ),
    ...unless(
      links.every(({ title = '' }) => !hasTags(title)),
      'a link title with tags',
    ),
    ...unless(
      labels.every((label) => label.trim() !== '' && !hasTags(label)),
      'a category that is empty or HTML',
    ),
    ...unless(
      names.every((name) => name.trim() !== '' && !hasTags(name)),
      'an author that is empty or HTML',
    ),
    ...unless(
      Date.parse(textOf(entry, ATOM, 'published')) <= Date.parse(textOf(entry, ATOM, 'updated')),
      'updated before published',
    ),
    ...faultsOfHtml(textOf(entry, ATOM, 'summary'), url),
    ...faultsOfHtml(textOf(entry, ATOM, 'content'), url),
    ...faultsOfMedia(entry),
  ]
}

interface JsonDocument {
  version: string
  feed_url: string
  items: {
    id: string
    url: string
    title: string
    content_html: string
    summary?: string
    attachments?: { url: string; mime_type: string }[]
  }[]
}

function faultsOfJson({ version, feed_url: feedUrl, items }: JsonDocument, self: string): string[] {
  return [
    ...unless(version === 'https://jsonfeed.org/version/1.1', 'not version 1.1'),
    ...unless(feedUrl === self, `${feedUrl} is not ${self}`),
    ...unless(new Set(items.map(({ id }) => id)).size === items.length, 'ids are not unique'),
    ...items.flatMap(({ title, url, content_html: html, attachments = [] }) => [
      ...unless(title.trim() !== '', 'an empty title'),
      ...unless(isWhole(url), 'a relative link'),
      ...unless(
        attachments.every((file) => isWhole(file.url) && isMediaType(file.mime_type)),
        'an attachment without a type',
      ),
      ...unless(!html.includes('\ufffd'), 'a character that validators take for damage'),
      ...faultsOfHtml(html, url),
    ]),
  ]
}

function faultsOfLinks(links: readonly Record<string, string>[], self: string, isArchive: boolean): string[] {
  const has = (rel: string) => links.some((link) => link.rel === rel)
  return [
    ...unless(links.filter(({ rel }) => rel === 'self').length === 1, 'not exactly one self link'),
    ...unless(
      links.some(({ rel, href }) => rel === 'self' && href === self),
      `self is not ${self}`,
    ),
    ...unless(
      links.every(({ href = '' }) => isWhole(href)),
      'a relative link',
    ),
    ...unless(
      !isArchive || ((has('prev-archive') || has('next-archive')) && has('current')),
      'an archive without neighbours',
    ),
  ]
}

/**
 * Checks the HTML of the article at a URL for unknown or unclosed tags, attributes that it may not have (active ones, a
 * `class` other than the language of code, an `id` that no link of the article names) and relative URLs.
 */
function faultsOfHtml(html: string, article: string): string[] {
  const ids = namedIds(html, article)
  const open: string[] = []
  const faults: string[] = []
  for (const [tag, end, name = '', attributes = ''] of html.matchAll(/<(\/?)([^\s/>]*)([^>]*)>/g)) {
    if (!KNOWN_TAGS.has(name)) faults.push(`the tag ${tag}`)
    for (const [, attribute = '', value = ''] of attributes.matchAll(/\s([^\s="]+)(?:="([^"]*)")?/g)) {
      const isAllowed = attribute === 'id' ? ids.delete(decodeHTML(value)) : mayHave(name, attribute, value)
      if (!isAllowed) faults.push(`the attribute ${attribute} of ${tag}`)
    }
    for (const [, url = ''] of attributes.matchAll(/\s(?:href|src|cite)="([^"]*)"/g)) {
      if (!isWhole(url) && !url.startsWith('mailto:')) faults.push(`the URL of ${tag}`)
    }
    if (end && open.pop() !== name) faults.push(`${tag} closes another tag`)
    if (!end && !attributes.endsWith('/')) open.push(name)
  }
  const text = html.replace(/<[^>]*>/g, '')
  return [
    ...faults,
    ...unless(open.length === 0, `not closed: ${open.join(', ')}`),
    ...unless(!/[<>]|&(?!(?:#\d+|#x[\da-f]+|\w+);)/i.test(text), 'a bare < or &'),
  ]
}

function mayHave(tag: string, attribute: string, value: string): boolean {
  if (attribute === 'class') return tag === 'code' && /^language-[\w+#.-]+$/.test(value)
  return !/^(?:on.*|style|srcset)$/i.test(attribute)
}

/** The parts of an article that its links name; each `id` may occur once. */
function namedIds(html: string, article: string): Set<string> {
  const links = [...html.matchAll(/\shref="([^"]*)"/g)].map(([, href = '']) => decodeHTML(href))
  const fragments = links.filter((link) => link.startsWith(`${article}#`)).map((link) => link.slice(article.length + 1))
  return new Set([...fragments, ...fragments.map(percentDecoded)])
}

function faultsOfMedia(parent: Element): string[] {
  const media = [...children(parent, MEDIA, 'content'), ...children(parent, MEDIA, 'thumbnail')].map(attributesOf)
  return [
    ...unless(
      media.every(({ url = '' }) => isWhole(url)),
      'a relative image',
    ),
    ...unless(
      media.every(({ type }) => type === undefined || /^(?:image|audio|video)\/[a-z]/.test(type)),
      'an odd media type',
    ),
    ...unless(
      media.every(({ width = '1', height = '1' }) => /^[1-9]\d*$/.test(width) && /^[1-9]\d*$/.test(height)),
      'an odd size',
    ),
  ]
}

function children(parent: Element, namespace: string, name: string): Element[] {
  return ([...parent.childNodes] as Element[]).filter(
    (child) => child.localName === name && (child.namespaceURI ?? '') === namespace,
  )
}

function textOf(parent: Element, namespace: string, name: string): string {
  return children(parent, namespace, name)[0]?.textContent ?? ''
}

function attributesOf(element: Element): Record<string, string> {
  return Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value]))
}

function unless(holds: boolean, fault: string): string[] {
  return holds ? [] : [fault]
}

function hasTags(text: string): boolean {
  return /<\/?[a-z][^>]*>/i.test(text)
}

function isWhole(url: string): boolean {
  return /^https?:\/\/[^/]/.test(url)
}

function isMediaType(type: string | undefined): boolean {
  return type !== undefined && /^[a-z]+\/[\w.+-]+$/.test(type)
}

function isEnclosure({ url = '', type, length = '' }: Record<string, string>): boolean {
  return isWhole(url) && isMediaType(type) && /^\d+$/.test(length)
}
