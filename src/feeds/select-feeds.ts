import { type ArticleSummary, isDue, newestFirst } from '../model/article.ts'
import type { HostedArticle } from '../model/composed-article.ts'
import type { Corpus } from '../model/corpus.ts'
import type { Feed, FeedPage } from '../model/feed.ts'
import type { Topic } from '../model/topic.ts'
import { feedUrls } from '../site/urls.ts'
import type { Fingerprint } from './article-fingerprint.ts'
import { countFitting } from './count-fitting.ts'
import { describeFeed } from './describe-feed.ts'
import { createPageDigester, type PageDigest } from './page-digest.ts'
import { createPageMemory, type PageMemory } from './page-memory.ts'
import { paginate } from './paginate.ts'
import type { ResolvedReferences } from './resolve-references.ts'
import { topicsOf } from './topics-of.ts'

/** The site's metadata and limits. */
export interface SiteOptions {
  publicUrl: string
  siteTitle: string
  siteDescription: string
  siteAuthor?: string
  siteLanguage?: string
  /** Maximum number of articles in a subscription document. */
  feedItems: number
  /** Maximum size of a subscription document, in bytes. */
  feedBytes: number
  /** Articles per archive page, on average; 0 for no archives. */
  archiveItems: number
  websubHubs: string[]
  /** The path of the site's icon. */
  feedIcon: string
  /** Suggested polling interval, in seconds. */
  refreshInterval: number
  /** The `podcast:guid` of each podcast in the published generation, by the id of its feed. */
  publishedPodcasts?: Readonly<Record<string, string>> | undefined
}

/** A topic of any kind, with its articles that are due, newest first. */
export interface SelectedTopic {
  topic: Topic
  articles: readonly ArticleSummary[]
}

/** The published part of a corpus. */
export interface Selection {
  /** Articles that are due, newest first. */
  articles: readonly ArticleSummary[]
  /** The feed of all articles, then one per topic, ordered by id, then those of mixes and authors. */
  feeds: Feed[]
  /** Hosted articles, newest first. */
  hosted: HostedArticle[]
  /** When the next scheduled article is due, or the next one expires. */
  nextDue: Date | undefined
}

/**
 * Selects what is published: the feed `all`, a feed for each topic that has a due article or a description and is not retired,
 * those of the named mixes and the authors, and all hosted articles.
 *
 * @param now articles with later dates are scheduled; those that expire no later are dropped
 * @param options.fingerprint of articles
 * @param options.resolved the links between articles
 * @param options.due the articles that are due, if already selected
 * @param options.others named mixes and authors
 * @param options.digests of the pages of the last run of this process
 */
export function selectFeeds(
  corpus: Corpus,
  site: SiteOptions,
  now: Date,
  {
    fingerprint,
    resolved = new Map(),
    due = selectDue(corpus, now),
    others = [],
    digests = createPageMemory(),
  }: {
    fingerprint: Fingerprint
    resolved?: ResolvedReferences
    due?: readonly ArticleSummary[]
    others?: readonly SelectedTopic[]
    digests?: PageMemory<PageDigest>
  },
): Selection {
  const { topicByKey } = corpus
  const digestPage = createPageDigester(digests, { topicByKey, resolved }, fingerprint)
  const byTopic = groupByTopic(due, topicByKey)
  const topics = corpus.topics.filter((topic) => !topic.retired && (topic.hasDescription || byTopic.has(topic)))
  const selected = [
    { topic: undefined, articles: due },
    ...topics.map((topic) => ({ topic, articles: byTopic.get(topic) ?? [] })),
    ...others.filter(({ topic }) => !topic.retired),
  ]
  const feeds = selected.map(({ topic, articles }) => ({
    ...describeFeed(topic, site),
    ...pagesOf(topic?.id ?? 'all', articles, digestPage, site),
    articles,
  }))
  return {
    articles: due,
    feeds,
    hosted: due.flatMap((article) => {
      const { slug } = article
      return slug ? [{ article, slug, fingerprint: fingerprint(article) }] : []
    }),
    nextDue: nextInstant(corpus, now),
  }
}

function nextInstant({ articles }: Corpus, now: Date): Date | undefined {
  const earliest = now.getTime()
  let next = Number.POSITIVE_INFINITY
  for (const { published, updated, expires } of articles) {
    if (expires && expires.getTime() <= earliest) continue
    if (published.getTime() > earliest) next = Math.min(next, published.getTime())
    if (updated.getTime() > earliest) next = Math.min(next, updated.getTime())
    if (expires) next = Math.min(next, expires.getTime())
  }
  return Number.isFinite(next) ? new Date(next) : undefined
}

/** The articles that are due, newest first. An update in the future is ignored. */
export function selectDue({ articles }: Corpus, now: Date): ArticleSummary[] {
  const latest = now.getTime()
  const due = articles.filter((article) => isDue(article, now))
  return due
    .map((article) => (article.updated.getTime() <= latest ? article : { ...article, updated: article.published }))
    .sort(newestFirst)
}

function groupByTopic(
  articles: readonly ArticleSummary[],
  topicByKey: Corpus['topicByKey'],
): Map<Topic, ArticleSummary[]> {
  const groups = new Map<Topic, ArticleSummary[]>()
  for (const article of articles) {
    for (const topic of topicsOf(article, topicByKey)) {
      const group = groups.get(topic)
      if (group) group.push(article)
      else groups.set(topic, [article])
    }
  }
  return groups
}

function pagesOf(
  feedId: string,
  articles: readonly ArticleSummary[],
  digestPage: ReturnType<typeof createPageDigester>,
  site: SiteOptions,
): Pick<Feed, 'subscription' | 'archives'> {
  const { archiveItems } = site
  const { newest, archives } = paginate(articles, { feedItems: countFitting(articles, site), archiveItems })
  const urls = (page?: string) => feedUrls(site.publicUrl, feedId, page)
  const links = archives.map(({ name }) => ({ name, urls: urls(name) }))
  const page = (
    pageArticles: readonly ArticleSummary[],
    neighbours: Pick<FeedPage, 'name' | 'urls' | 'previous' | 'next'>,
  ): FeedPage => ({ ...digestPage(neighbours.urls.rss, pageArticles), ...neighbours })
  return {
    subscription: page(newest, { urls: urls(), previous: links.at(-1) }),
    archives: archives.map(({ name, items }, index) =>
      page(items, { name, urls: urls(name), previous: links[index - 1], next: links[index + 1] }),
    ),
  }
}
