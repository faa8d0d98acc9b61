import type { FeedUrls } from '../model/feed.ts'
import { feedFormats, forEachFormat } from '../model/feed-formats.ts'

const MEDIA = 'files/'

/** The index of readers' own feeds. */
const MIX_INDEX = 'feeds/mix/'

/** Paths of published documents, relative to the generation and, percent-encoded, to `PUBLIC_URL`. */
export const paths = {
  /** A feed's subscription document, or a page of its archive. */
  feed: (feedId: string, extension: string, page?: string) =>
    page === undefined ? `feeds/${feedId}.${extension}` : `feeds/${feedId}/archive/${page}.${extension}`,
  /** What the index of readers' own feeds consists of. */
  mixIndex: `${MIX_INDEX}index.json`,
  /** A part of that index, for the subscription document of the feed `all` or for a page of its archive. */
  mixShard: (page = 'newest') => `${MIX_INDEX}${page}.json`,
  /** The page on which to compose a reader's own feed; only the server has it. */
  mixPage: 'mix/',
  /** A style sheet that shows what only the server can answer; empty on a static host. */
  serverStyle: 'server.css',
  opml: 'feeds.opml',
  topicPage: (feedId: string) => `topics/${feedId}/`,
  /** A page of a topic's history, with the articles of the archive page of the same name. */
  historyPage: (feedId: string, page: string) => `topics/${feedId}/page/${page}/`,
  articlePage: (slug: string) => `articles/${slug}/`,
  extensionPage: 'about/json/',
  /** A file that was published with an article, named by a hash of its bytes. */
  media: (hash: string, extension: string) => `${MEDIA}${hash}.${extension}`,
}

const EXTENSIONS = feedFormats.map(({ extension }) => extension).join('|')

const FEED_PATH = new RegExp(`^feeds/([^/]+?)(?:/archive/([\\w-]+))?\\.(${EXTENSIONS})$`)

/** Parses a path such as `feeds/ai.xml` or `feeds/ai/archive/oldest.atom`; undefined for other paths. */
export function parseFeedPath(path: string): { feedId: string; extension: string; page?: string } | undefined {
  const [, feedId, page, extension] = FEED_PATH.exec(path) ?? []
  if (feedId === undefined || extension === undefined) return undefined
  return page === undefined ? { feedId, extension } : { feedId, extension, page }
}

/** Whether a path is a document that readers subscribe to, not an archive page. */
export function isSubscription(path: string): boolean {
  const feed = parseFeedPath(path)
  return feed !== undefined && feed.page === undefined
}

/** Whether a path is a page of a feed's history, for readers or people. */
export function isHistory(path: string): boolean {
  return /^(?:feeds\/[^/]+\/archive|topics\/[^/]+\/page)\//.test(path)
}

/** Whether a path is part of the index of readers' own feeds. */
export function isMixIndex(path: string): boolean {
  return path.startsWith(MIX_INDEX)
}

/** Whether a path is a file that was published with an article. */
export function isMedia(path: string): boolean {
  return path.startsWith(MEDIA)
}

/**
 * The URL of a published path.
 *
 * @param publicUrl base of every URL, without a trailing slash
 */
export function urlOf(publicUrl: string, path: string): string {
  return `${publicUrl}/${path.split('/').map(encodeURIComponent).join('/')}`
}

/** The URL path of a published path, which works with any host name. */
export function localUrl(publicUrl: string, path: string): string {
  return new URL(urlOf(publicUrl, path)).pathname
}

/** The URL of a feed's HTML page; for the feed of all articles, the home page. */
export function feedPageUrl(publicUrl: string, feedId: string): string {
  return urlOf(publicUrl, feedId === 'all' ? '' : paths.topicPage(feedId))
}

/** The URLs of a reader's own feed by format. @param query canonical, without a question mark */
export function mixUrls(publicUrl: string, query: string): FeedUrls {
  const urls = feedUrls(publicUrl, 'mix')
  return forEachFormat(({ id }) => urls[id] + (query && `?${query}`))
}

/** The page of a reader's own feed. @param query canonical, without a question mark */
export function mixPageUrl(publicUrl: string, query: string): string {
  return urlOf(publicUrl, paths.mixPage) + (query && `?${query}`)
}

/** The URLs of a feed, or of a page of its archive, by format. */
export function feedUrls(publicUrl: string, feedId: string, page?: string): FeedUrls {
  return forEachFormat(({ extension }) => urlOf(publicUrl, paths.feed(feedId, extension, page)))
}
