import { hash } from 'node:crypto'
import { paths, urlOf } from '../feeds/feed-urls.ts'
import type { Document, Feed, HostedArticle } from '../model.ts'
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
export function documentsOfPages(
  feeds: readonly Feed[],
  hosted: readonly HostedArticle[],
  publicUrl: string,
): Document[] {
  const [home] = feeds
  if (!home) return []
  const styleUrl = urlOf(publicUrl, paths.style)
  const overview = feeds.map(({ topic, subscription, articleIds }) => [
    topic,
    subscription.listed[0]?.published,
    articleIds.length,
  ])
  return [
    page('', overview, () => renderHomePage(feeds, { styleUrl, opmlUrl: urlOf(publicUrl, paths.opml) })),
    page(paths.extensionPage, '', () => renderExtensionPage(home, styleUrl)),
    ...feeds
      .slice(1)
      .map((feed) =>
        page(paths.topicPage(feed.id), [feed.topic, feed.subscription.fingerprint], () =>
          renderTopicPage(feed, home, styleUrl),
        ),
      ),
    ...hosted.map(({ slug, fingerprint, compose }) =>
      page(paths.articlePage(slug), fingerprint, () => renderArticlePage(compose(), home, styleUrl)),
    ),
    { path: paths.style, mediaType: 'text/css', fingerprint: '', render: () => style },
  ]
}

/** @param inputs all that the page is made of, but for the configuration */
function page(folder: string, inputs: unknown, render: () => string): Document {
  const fingerprint = hash('sha256', JSON.stringify(inputs), 'base64')
  return { path: `${folder}index.html`, mediaType: 'text/html', fingerprint, render }
}
