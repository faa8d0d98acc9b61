import type { ArticleSummary } from '../model/article.ts'
import type { Feed } from '../model/feed.ts'
import { localPath, type Site } from './site.ts'
import { articleUrl } from './source-name.ts'

/** A page that another one points to. */
export interface PageLink {
  name: string
  /** BCP 47 language tag of the name. */
  language?: string | undefined
  /** A path here, or a URL elsewhere. */
  href: string
}

/** The topics around a topic. */
export interface RelatedTopics {
  /** From the top down to its parent. */
  above: PageLink[]
  /** Those with the same parent. */
  beside: PageLink[]
  /** Those whose parent it is. */
  below: PageLink[]
}

/** The topics around a feed's topic, of those that have a feed. */
export function relatedTopics(feed: Feed, topics: readonly Feed[]): RelatedTopics {
  const parentOf = ({ topic }: Feed) => topics.find(({ id }) => id === topic?.parent)
  const above: PageLink[] = []
  for (let parent = parentOf(feed); parent; parent = parentOf(parent)) above.unshift(topicLink(parent))
  const childrenOf = (parent: Feed | undefined) =>
    parent ? topics.filter((other) => other !== feed && other.topic?.parent === parent.id).map(topicLink) : []
  return { above, beside: childrenOf(parentOf(feed)), below: childrenOf(feed) }
}

/** The page of a topic, by the topic's name. */
export function topicLink({ topic, language, pageUrl }: Feed): PageLink {
  return { name: topic?.name ?? '', language: topic?.language ?? language, href: localPath(pageUrl) }
}

/** The articles just before and after an article in one of its topics. */
export interface ArticleNeighbours {
  topic: PageLink
  older: PageLink | undefined
  newer: PageLink | undefined
}

/**
 * The neighbours of every article that is hosted here, by its slug, in each of its topics; for one without topics, those
 * among all articles.
 */
export function neighboursOfHosted(
  topics: readonly Feed[],
  everything: Feed,
  site: Site,
): Map<string, ArticleNeighbours[]> {
  const neighbours = new Map<string, ArticleNeighbours[]>()
  for (const feed of [...topics, everything]) {
    for (const [index, { slug }] of feed.articles.entries()) {
      if (!slug || (feed === everything && neighbours.has(slug))) continue
      const [newer, older] = [feed.articles[index - 1], feed.articles[index + 1]]
      const found = neighbours.get(slug) ?? []
      neighbours.set(slug, found)
      found.push({
        topic: topicLink(feed),
        older: older && articleLink(older, site),
        newer: newer && articleLink(newer, site),
      })
    }
  }
  return neighbours
}

function articleLink(article: ArticleSummary, site: Site): PageLink {
  const { title, locale } = article
  return { name: title, language: locale, href: articleUrl(article, site) }
}
