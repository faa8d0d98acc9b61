import type { RelatedArticle } from '../model/article.ts'
import type { ComposedArticle } from '../model/composed-article.ts'
import type { Feed, FeedPage } from '../model/feed.ts'
import { documentLinks } from './document-links.ts'
import { type Fragments, joinFragments, type Parts } from './fragments.ts'
import { extension, packageFeed } from './package-feed.ts'

const ITEMS = '\n    "items": ['
const ITEM = '\n        {\n'
const END = '\n    ]\n}'

const fragments: Fragments = new WeakMap()

/** A page of a feed as JSON Feed 1.1, with the extension `_feedmill`. */
export function renderJson(feed: Feed, page: FeedPage): Buffer {
  return joinFragments(fragments, feed, page.articles, (fresh) => renderParts(feed, page, fresh))
}

/** What the `feed` package makes of a page. In JSON, line breaks stand between values only, so that they tell the parts. */
function renderParts(feed: Feed, page: FeedPage, articles: readonly ComposedArticle[]): Parts {
  const document = packageFeed(feed, page, 'json')
  for (const [name, value] of Object.entries(feedFields(feed, page))) document.addExtension(extension(name, value))
  for (const article of articles) {
    const { title, id, link, published, updated, contentHtml } = article
    const extensions = Object.entries(itemFields(article, feed)).map(([name, value]) => extension(name, value))
    document.addItem({ title, id, link, date: updated, published, content: contentHtml, extensions })
  }
  const [head = '', items = ''] = document.json1().split(ITEMS)
  const texts = items.slice(ITEM.length, -END.length).split(`,${ITEM}`)
  return {
    head: head + ITEMS,
    articles: texts.map((text) => ITEM + text),
    separator: ',',
    tail: page.listed.length === 0 ? ']\n}\n' : `${END}\n`,
  }
}

function feedFields(feed: Feed, page: FeedPage) {
  const hubs = documentLinks(feed, page, 'json').filter(({ rel }) => rel === 'hub')
  return {
    version: 'https://jsonfeed.org/version/1.1',
    author: undefined,
    authors: [{ name: feed.authorName }],
    language: feed.language,
    next_url: page.previous?.json,
    hubs: nonEmpty(hubs.map(({ href: url }) => ({ type: 'WebSub', url }))),
    _feedmill: { about: feed.extensionUrl },
  }
}

function itemFields(article: ComposedArticle, feed: Feed) {
  const { excerpt, authors, topics, locale, images, attachments } = article
  return {
    summary: excerpt,
    authors: nonEmpty(authors),
    tags: nonEmpty(topics.map(({ name }) => name)),
    language: locale === feed.language ? undefined : locale,
    image: images[0]?.url,
    attachments: nonEmpty(
      attachments.map(({ url, type, title, length, duration }) => ({
        url,
        mime_type: type,
        title,
        size_in_bytes: length,
        duration_in_seconds: duration,
      })),
    ),
    _feedmill: provenance(article, feed),
  }
}

/** What JSON Feed has no field for, described at the URL in `about`. */
function provenance(article: ComposedArticle, feed: Feed) {
  const { provider, quality, heat, type, category, ampWebUrl, cdnAmpWebUrl, topics, images, related } = article
  return {
    about: feed.extensionUrl,
    provider,
    quality,
    heat,
    type,
    category,
    amp_url: ampWebUrl,
    amp_cache_url: cdnAmpWebUrl,
    topics: nonEmpty(topics.map(({ id, name }) => ({ id, name }))),
    images: nonEmpty(images),
    related: nonEmpty(related.map(relatedFields)),
  }
}

function relatedFields({ url, title, excerpt, published, provider }: RelatedArticle) {
  return { url, title, summary: excerpt, date_published: published, provider }
}

function nonEmpty<Item>(items: readonly Item[]): readonly Item[] | undefined {
  return items.length > 0 ? items : undefined
}
