import type { ArticleSummary } from '../../model/article.ts'
import { parseUrl } from '../../text/canonical-url.ts'
import type { FeedItem } from './parse-feed.ts'

/** What is compared of an article. */
export interface ComparedArticle extends Pick<ArticleSummary, 'frontMatter'> {
  file: string
  id: string
  title: string
  /** An absolute URL, also of a page that Feedmill hosts. */
  link: string
  published: Date
}

/** An item of the feed and the article that it is about. */
export interface Match {
  item: FeedItem
  article: ComparedArticle
}

/** How a feed that subscribers have differs from what Feedmill would publish. */
export interface FeedComparison {
  /** The number of items in the feed. */
  items: number
  /** The number of items whose id is that of an article. */
  sameId: number
  /** Items whose link is that of an article with another id: subscribers would see the article again as new. */
  sameLink: Match[]
  /** The same, if the links differ in the scheme, `www.`, or the end of the path. */
  similarLink: Match[]
  /** Items that are no article of the corpus. */
  lost: FeedItem[]
  /** Articles that are not in the feed and not newer than it, and would appear as new. */
  unexpected: ComparedArticle[]
  /** The number of articles that are newer than the feed. */
  newer: number
}

/**
 * Compares a feed that subscribers have with the articles of a corpus.
 *
 * @param articles all articles that are due, newest first
 * @param options.feedItems how many of them the new feed has
 */
export function compareFeed(
  items: readonly FeedItem[],
  articles: readonly ComparedArticle[],
  { feedItems }: { feedItems: number },
): FeedComparison {
  const byId = new Map(articles.map((article) => [article.id, article]))
  const byLink = new Map(articles.map((article) => [canonical(article.link), article]))
  const bySimilarLink = new Map(articles.map((article) => [similar(article.link), article]))
  const sameId: Match[] = []
  const sameLink: Match[] = []
  const similarLink: Match[] = []
  const lost: FeedItem[] = []
  for (const item of items) {
    const { id, link = id } = item
    const find = (): [Match[], ComparedArticle | undefined] => {
      if (byId.has(id)) return [sameId, byId.get(id)]
      if (byLink.has(canonical(link))) return [sameLink, byLink.get(canonical(link))]
      return [similarLink, bySimilarLink.get(similar(link))]
    }
    const [matches, article] = find()
    if (article) matches.push({ item, article })
    else lost.push(item)
  }
  const matches = [...sameId, ...sameLink, ...similarLink]
  const dates = [
    ...items.flatMap(({ published }) => published ?? []),
    ...matches.filter(({ item }) => !item.published).map(({ article }) => article.published),
  ]
  const newest = dates.reduce((latest, date) => Math.max(latest, date.getTime()), Number.NEGATIVE_INFINITY)
  const isNewer = ({ published }: ComparedArticle) => dates.length > 0 && published.getTime() > newest
  const matched = new Set(matches.map(({ article }) => article))
  const others = articles.slice(0, feedItems).filter((article) => !matched.has(article))
  return {
    items: items.length,
    sameId: sameId.length,
    sameLink,
    similarLink,
    lost,
    unexpected: others.filter((article) => !isNewer(article)),
    newer: others.filter(isNewer).length,
  }
}

/** Whether subscribers of the feed would see anything as new that is not. */
export function wouldRepeat({ sameLink, similarLink, unexpected }: FeedComparison): boolean {
  return sameLink.length + similarLink.length + unexpected.length > 0
}

function canonical(link: string): string {
  const parsed = parseUrl(link)
  return typeof parsed === 'string' ? link : parsed.href
}

/** A link without scheme, `www.`, fragment, and what often differs at the end of the path. */
function similar(link: string): string {
  return canonical(link)
    .replace(/^https?:\/\/(?:www\.)?/i, '')
    .replace(/#.*$/, '')
    .replace(/(?:\/(?:index\.html?)?|\.html?)$/, '')
    .toLowerCase()
}
