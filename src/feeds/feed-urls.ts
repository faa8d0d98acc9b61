import type { FeedUrls } from '../model.ts'

/** Paths of what is published, below the generation and, percent-encoded, below `PUBLIC_URL`. */
export const paths = {
  /** The document of a feed, or a page of its archive. */
  feed: (feedId: string, extension: string, page?: number) =>
    page === undefined ? `feeds/${feedId}.${extension}` : `feeds/${feedId}/archive/${page}.${extension}`,
  opml: 'feeds.opml',
  topicPage: (feedId: string) => `topics/${feedId}/`,
  /** A page of a topic's history, with what the archive page of the same number holds. */
  historyPage: (feedId: string, page: number) => `topics/${feedId}/page/${page}/`,
  articlePage: (slug: string) => `articles/${slug}/`,
  extensionPage: 'about/json/',
  style: 'style.css',
  script: 'script.js',
  icon: 'icon.svg',
}

/** The extensions of the documents of each format. */
export const extensions = { rss: 'xml', atom: 'atom', json: 'json' } as const satisfies Record<keyof FeedUrls, string>

/**
 * The URL of a published path.
 *
 * @param publicUrl base of every URL, without a slash at its end
 */
export function urlOf(publicUrl: string, path: string): string {
  return `${publicUrl}/${path.split('/').map(encodeURIComponent).join('/')}`
}

/** The URLs of a feed, or of a page of its archive, in every format. */
export function feedUrls(publicUrl: string, feedId: string, page?: number): FeedUrls {
  const url = (extension: string) => urlOf(publicUrl, paths.feed(feedId, extension, page))
  return { rss: url(extensions.rss), atom: url(extensions.atom), json: url(extensions.json) }
}
