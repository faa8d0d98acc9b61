import type { ArticleSummary } from '../model/article.ts'
import type { Feed } from '../model/feed.ts'
import { localPath, type Site } from './site.ts'
import { articleUrl } from './source-name.ts'

/** A link to a page. */
export interface PageLink {
  name: string
  /** BCP 47 language tag of the name. */
  language?: string | undefined
  /** A path on this site, or an absolute URL. */
  href: string
}

/** The topics related to a topic. */
export interface RelatedTopics {
  /** From the root to the parent. */
  ancestors: PageLink[]
  /** Topics with the same parent. */
  siblings: PageLink[]
  /** Child topics. */
  children: PageLink[]
}

/** The most ancestors of a topic that its page names, from the nearest on. */
const MAX_ANCESTORS = 8

/** Creates a function that finds the related topics of a feed's topic that have a feed. */
export function createTopicTree(topics: readonly Feed[]): (feed: Feed) => RelatedTopics {
  const byId = new Map(topics.map((feed) => [feed.id, feed]))
  const childrenById = new Map<string, Feed[]>()
  for (const feed of topics) {
    const parent = feed.topic?.parent
    if (parent === undefined) continue
    const children = childrenById.get(parent)
    if (children) children.push(feed)
    else childrenById.set(parent, [feed])
  }
  const parentOf = ({ topic }: Feed) => byId.get(topic?.parent ?? '')
  const childrenOf = (parent: Feed | undefined) => (parent && childrenById.get(parent.id)) ?? []
  return (feed) => {
    const ancestors: PageLink[] = []
    for (let parent = parentOf(feed); parent && ancestors.length < MAX_ANCESTORS; parent = parentOf(parent)) {
      ancestors.unshift(topicLink(parent))
    }
    const siblings = childrenOf(parentOf(feed)).filter(({ id }) => id !== feed.id)
    return { ancestors, siblings: siblings.map(topicLink), children: childrenOf(feed).map(topicLink) }
  }
}

/** A link to the page of a topic. */
export function topicLink({ topic, language, pageUrl }: Feed): PageLink {
  return { name: topic?.name ?? '', language: topic?.language ?? language, href: localPath(pageUrl) }
}

/** The articles before and after an article in one of its topics. */
export interface ArticleNeighbours {
  feed: Feed
  topic: PageLink
  older: PageLink | undefined
  newer: PageLink | undefined
}

/**
 * The neighbours of every hosted article by its slug, in each of its topics, or among all articles if it has none.
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
      const ofArticle = neighbours.get(slug) ?? []
      neighbours.set(slug, ofArticle)
      ofArticle.push({
        feed,
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
