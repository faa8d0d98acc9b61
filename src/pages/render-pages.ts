import { hash } from 'node:crypto'
import { paths } from '../feeds/feed-urls.ts'
import type { Document, Feed, HostedArticle } from '../model.ts'
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
 * Every page for people: the home page, for each topic one of the newest articles and those of its history, and one for
 * each article hosted here.
 *
 * @param feeds begins with the feed of all articles
 */
export function documentsOfPages(
  feeds: readonly Feed[],
  hosted: readonly HostedArticle[],
  { publicUrl, pageImages, assets }: Pick<Site, 'publicUrl' | 'pageImages' | 'assets'>,
): Document[] {
  const [all, ...topics] = feeds
  if (!all) return []
  const site: Site = { publicUrl, pageImages, assets, title: all.title, language: all.language }
  const overviews = overviewsOf(all, topics, site)
  const neighbours = neighboursOfHosted(topics, site)
  return [
    page('', overviews, () => renderHomePage(all, overviews, site)),
    page(paths.extensionPage, [], () => renderExtensionPage(all, site)),
    ...topics.flatMap((feed) => pagesOfTopic(feed, topics, site)),
    ...hosted.map(({ slug, fingerprint, compose }) => {
      const around = neighbours.get(slug) ?? []
      return page(paths.articlePage(slug), [fingerprint, around], () => renderArticlePage(compose(), around, site))
    }),
  ]
}

function pagesOfTopic(feed: Feed, topics: readonly Feed[], site: Site): Document[] {
  const { id, topic, subscription, archives } = feed
  const past = pastOf(feed)
  const neighbourhood = neighbourhoodOf(feed, topics)
  return [
    page(paths.topicPage(id), [topic, subscription.fingerprint, past, neighbourhood], () =>
      renderTopicPage(feed, past, neighbourhood, site),
    ),
    ...archives.map((archive) => {
      const { number = 0, previous, next, fingerprint, listed } = archive
      const inputs = [topic, number, previous, next, fingerprint]
      const oldest = listed.at(-1)?.published.getTime()
      return page(paths.historyPage(id, number), inputs, () => renderHistoryPage(feed, archive, site), oldest)
    }),
  ]
}

/** @param inputs all that the page is made of, but for the configuration */
function page(folder: string, inputs: unknown, render: () => string, oldest?: number): Document {
  const fingerprint = hash('sha256', JSON.stringify(inputs), 'base64')
  return { path: `${folder}index.html`, mediaType: 'text/html', fingerprint, oldest, render }
}
