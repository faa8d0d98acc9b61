import { paths } from '../feeds/feed-urls.ts'
import type { Document, Feed, FeedArticle } from '../model.ts'
import { renderArticlePage } from './article-page.tsx'
import { renderExtensionPage } from './extension-page.tsx'
import { renderHistoryPage } from './history-page.tsx'
import { renderHomePage } from './home-page.tsx'
import { neighbourhoodOf, neighboursOfHosted } from './neighbourhood.ts'
import { pastOf } from './past.ts'
import type { Site } from './site.ts'
import { overviewsOf } from './topic-overview.ts'
import { renderTopicPage } from './topic-page.tsx'

/**
 * Every page for people, made one by one: the home page, for each topic one of the newest articles and those of its
 * history, and one for each article hosted here.
 *
 * @param feeds begins with the feed of all articles
 */
export function* renderPages(
  feeds: readonly Feed[],
  hosted: readonly FeedArticle[],
  options: { publicUrl: string; pageImages: boolean },
): Generator<Document> {
  const [all, ...topics] = feeds
  if (!all) return
  const site: Site = { ...options, title: all.title, language: all.language }
  yield page('', renderHomePage(all, overviewsOf(all, topics, site), site))
  yield page(paths.extensionPage, renderExtensionPage(all, site))
  for (const feed of topics) {
    yield page(paths.topicPage(feed.id), renderTopicPage(feed, pastOf(feed), neighbourhoodOf(feed, topics), site))
    for (const archive of feed.archives) {
      yield page(paths.historyPage(feed.id, archive.number ?? 0), renderHistoryPage(feed, archive, site))
    }
  }
  const neighbours = neighboursOfHosted(topics, site)
  for (const article of hosted) {
    yield page(
      paths.articlePage(article.slug ?? ''),
      renderArticlePage(article, neighbours.get(article.slug ?? '') ?? [], site),
    )
  }
}

function page(folder: string, body: string): Document {
  return { path: `${folder}index.html`, mediaType: 'text/html', body }
}
