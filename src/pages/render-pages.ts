import { paths, urlOf } from '../feeds/feed-urls.ts'
import type { Document, Feed, FeedArticle } from '../model.ts'
import { renderArticlePage } from './article-page.tsx'
import { renderExtensionPage } from './extension-page.tsx'
import { renderHomePage } from './home-page.tsx'
import { style } from './style.ts'
import { renderTopicPage } from './topic-page.tsx'

/**
 * Every page for people: the home page, one for each topic, one for each article hosted here.
 *
 * @param feeds begins with the feed of all articles
 */
export function renderPages(feeds: readonly Feed[], hosted: readonly FeedArticle[], publicUrl: string): Document[] {
  const [home] = feeds
  if (!home) return []
  const styleUrl = urlOf(publicUrl, paths.style)
  const page = (path: string, body: string) => ({ path: `${path}index.html`, mediaType: 'text/html', body })
  return [
    page('', renderHomePage(feeds, { styleUrl, opmlUrl: urlOf(publicUrl, paths.opml) })),
    page(paths.extensionPage, renderExtensionPage(home, styleUrl)),
    ...feeds.slice(1).map((feed) => page(paths.topicPage(feed.id), renderTopicPage(feed, home, styleUrl))),
    ...hosted.map((article) => page(paths.articlePage(article.slug ?? ''), renderArticlePage(article, home, styleUrl))),
    { path: paths.style, mediaType: 'text/css', body: style },
  ]
}
