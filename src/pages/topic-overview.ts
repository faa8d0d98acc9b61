import type { Feed, FeedUrls } from '../model/feed.ts'
import type { Site } from './site.ts'
import { articleUrl } from './source-name.ts'
import { type PageLink, topicLink } from './topic-tree.ts'
import { weeklyCounts } from './weekly-counts.ts'

/** A topic on the home page. */
export interface TopicOverview extends PageLink {
  description: string | undefined
  keywords: readonly string[]
  /** The parent topic. */
  parent: PageLink | undefined
  /** The URL of its feed. */
  urls: FeedUrls
  /** Number of its articles. */
  articles: number
  /** Articles per week, oldest first, in the year that ends with the newest article of all topics. */
  weeks: readonly number[]
  newest: (PageLink & { published: Date }) | undefined
}

/** The topics of the home page, each followed by its subtopics. */
export function overviewsOf(all: Feed, topics: readonly Feed[], site: Site): TopicOverview[] {
  const links = new Map(topics.map((feed) => [feed.id, topicLink(feed)]))
  const end = all.articles[0]?.published
  return inTreeOrder(topics).map((feed) => ({
    ...topicLink(feed),
    description: feed.topic?.description,
    keywords: feed.topic?.keywords ?? [],
    parent: links.get(feed.topic?.parent ?? ''),
    urls: feed.subscription.urls,
    articles: feed.articles.length,
    weeks: end ? weeklyCounts(feed.articles, end) : [],
    newest: newestOf(feed, site),
  }))
}

function newestOf({ articles: [newest] }: Feed, site: Site): TopicOverview['newest'] {
  if (!newest) return undefined
  const { title: name, locale: language, published } = newest
  return { name, language, href: articleUrl(newest, site), published }
}

function inTreeOrder(topics: readonly Feed[]): Feed[] {
  const ids = new Set(topics.map(({ id }) => id))
  const withSubtopics = (feed: Feed): Feed[] => [
    feed,
    ...topics.filter(({ topic }) => topic?.parent === feed.id).flatMap(withSubtopics),
  ]
  return topics.filter(({ topic }) => !topic?.parent || !ids.has(topic.parent)).flatMap(withSubtopics)
}
