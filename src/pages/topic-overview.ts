import type { Feed, FeedUrls } from '../model.ts'
import { articleUrl } from './article-origin.ts'
import type { PageLink } from './neighbourhood.ts'
import { localPath, type Site } from './site.ts'
import { weeklyCounts } from './weekly-counts.ts'

/** What the home page says of a topic. */
export interface TopicOverview extends PageLink {
  description: string | undefined
  keywords: readonly string[]
  /** The name of the topic above it. */
  parent: string | undefined
  /** Where its feed is. */
  urls: FeedUrls
  /** How many articles it has. */
  articles: number
  /** Articles in each week of the year that ends with the newest article of all topics, the oldest week first. */
  weeks: readonly number[]
  newest: (PageLink & { published: Date }) | undefined
}

/** What the home page says of the topics, each followed by those below it. */
export function overviewsOf(all: Feed, topics: readonly Feed[], site: Site): TopicOverview[] {
  const nameById = new Map(topics.map(({ id, topic }) => [id, topic?.name]))
  const end = all.articles[0]?.published
  return inTreeOrder(topics).map(({ topic, language, pageUrl, subscription, articles }) => ({
    name: topic?.name ?? '',
    language,
    href: localPath(pageUrl),
    description: topic?.description,
    keywords: topic?.keywords ?? [],
    parent: nameById.get(topic?.parent ?? ''),
    urls: subscription.urls,
    articles: articles.length,
    weeks: end ? weeklyCounts(articles, end) : [],
    newest: articles[0] && {
      name: articles[0].title,
      language: articles[0].language,
      href: articleUrl(articles[0], site),
      published: articles[0].published,
    },
  }))
}

function inTreeOrder(topics: readonly Feed[]): Feed[] {
  const ids = new Set(topics.map(({ id }) => id))
  const withThoseBelow = (feed: Feed): Feed[] => [
    feed,
    ...topics.filter(({ topic }) => topic?.parent === feed.id).flatMap(withThoseBelow),
  ]
  return topics.filter(({ topic }) => !topic?.parent || !ids.has(topic.parent)).flatMap(withThoseBelow)
}
