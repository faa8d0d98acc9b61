import type { RelatedArticle } from '../model/article.ts'
import type { ComposedArticle } from '../model/composed-article.ts'
import { documentLinks } from './document-links.ts'
import type { Format, FramedFeed, FramedPage, ItemContext } from './format.ts'
import { attachmentsOf } from './media.ts'
import { extension, packageFeed, packageItems } from './package-feed.ts'

const ITEMS = '\n    "items": ['
const ITEM_START = '\n        {\n'
const SEPARATOR = ','
const END = '\n    ]\n}'

/** JSON Feed 1.1, with the extension `_feedmill`. Line breaks occur only between values, so they separate the parts. */
export const json: Format = {
  frame: (feed, page) => {
    const document = packageFeed(feed, page, 'json')
    for (const [name, value] of Object.entries(feedFields(feed, page))) document.addExtension(extension(name, value))
    const [head = ''] = document.json1().split(ITEMS)
    return { head: head + ITEMS, tail: page.articles.length === 0 ? ']\n}\n' : `${END}\n` }
  },
  items: (articles, context) => {
    const document = packageItems()
    for (const article of articles) {
      const { title, id, link, published, updated, contentHtml } = article
      const extensions = Object.entries(itemFields(article, context)).map(([name, value]) => extension(name, value))
      document.addItem({ title, id, link, date: updated, published, content: contentHtml, extensions })
    }
    const [, items = ''] = document.json1().split(ITEMS)
    return items
      .slice(ITEM_START.length, -END.length)
      .split(SEPARATOR + ITEM_START)
      .map((item) => ITEM_START + item)
  },
  headEnd: ITEMS,
  itemStart: ITEM_START,
  separator: SEPARATOR,
  tailStart: END,
}

function feedFields(feed: FramedFeed, page: FramedPage) {
  const hubs = documentLinks(feed, page, 'json').filter(({ rel }) => rel === 'hub')
  return {
    version: 'https://jsonfeed.org/version/1.1',
    favicon: feed.iconUrl,
    author: undefined,
    authors: [{ name: feed.authorName }],
    language: feed.language,
    next_url: page.previous?.urls.json,
    hubs: nonEmpty(hubs.map(({ href: url }) => ({ type: 'WebSub', url }))),
    _feedmill: { about: feed.extensionUrl },
  }
}

function itemFields(article: ComposedArticle, { language, extensionUrl, isPodcast }: ItemContext) {
  const { excerpt, authors, topics, tags, locale, images } = article
  return {
    summary: excerpt,
    authors: nonEmpty(authors),
    tags: nonEmpty([...topics.map(({ name }) => name), ...tags]),
    language: locale === language ? undefined : locale,
    image: images[0]?.url,
    attachments: nonEmpty(
      attachmentsOf(article).map(({ url, type, title, length, duration }) => ({
        url,
        mime_type: type,
        title,
        size_in_bytes: length,
        duration_in_seconds: duration,
      })),
    ),
    _feedmill: { ...feedmillFields(article, extensionUrl), ...(isPodcast ? episodeFields(article) : {}) },
  }
}

/** Fields that JSON Feed lacks, documented at the URL in `about`. */
function feedmillFields(article: ComposedArticle, about: string) {
  const { provider, quality, heat, type, category, ampWebUrl, cdnAmpWebUrl, topics, images, related } = article
  return {
    about,
    provider,
    quality,
    heat,
    type,
    category,
    amp_url: ampWebUrl,
    amp_cache_url: cdnAmpWebUrl,
    topics: nonEmpty(topics.map(({ id, name }) => ({ id, name }))),
    images: nonEmpty(images.map(({ isShown: _, ...image }) => image)),
    related: nonEmpty(related.map(relatedFields)),
  }
}

function episodeFields({ episode }: ComposedArticle) {
  return episode && { season: episode.season, episode: episode.number, episode_type: episode.type }
}

function relatedFields({ url, title, excerpt, published, provider }: RelatedArticle) {
  return { url, title, summary: excerpt, date_published: published, provider }
}

function nonEmpty<Item>(items: readonly Item[]): readonly Item[] | undefined {
  return items.length > 0 ? items : undefined
}
