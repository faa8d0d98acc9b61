import { hash } from 'node:crypto'
import type { ArticleSummary } from '../model/article.ts'
import type { ComposedArticle, HostedArticle } from '../model/composed-article.ts'
import type { Document } from '../model/document.ts'
import type { Feed } from '../model/feed.ts'
import type { Topic } from '../model/topic.ts'
import { paths, urlOf } from '../site/urls.ts'
import { compareNaturally } from '../text/natural-order.ts'
import { archiveYearsOf } from './archive-years.ts'
import { renderArticlePage } from './article-page.tsx'
import { renderExtensionPage } from './extension-page.tsx'
import { renderHistoryPage } from './history-page.tsx'
import { renderHomePage } from './home-page.tsx'
import type { Site } from './site.ts'
import { overviewsOf } from './topic-overview.ts'
import { renderTopicPage } from './topic-page.tsx'
import { createTopicTree, neighboursOfHosted, type RelatedTopics } from './topic-tree.ts'

/**
 * Every page for people: the home page, for each topic, mix and author and for all articles one of the newest articles and those of the
 * history, and one for each article hosted here.
 *
 * @param feeds the first is that of all articles
 */
export function documentsOfPages(
  feeds: readonly Feed[],
  hosted: readonly HostedArticle[],
  { publicUrl, pageImages, assets }: Pick<Site, 'publicUrl' | 'pageImages' | 'assets'>,
): Document[] {
  const [all, ...rest] = feeds
  if (!all) return []
  const named = rest.sort(byName)
  const site: Site = { publicUrl, pageImages, assets, title: all.title, language: all.language }
  const ofKind = (...kinds: (Topic['kind'] | undefined)[]) => named.filter(({ topic }) => kinds.includes(topic?.kind))
  const overviews = overviewsOf(all, ofKind(undefined, 'mix'), site)
  const authors = overviewsOf(all, ofKind('author'), site)
  const allArticles = toAllArticlesTopic(all, site)
  const relatedTopics = createTopicTree(named)
  const neighbours = neighboursOfHosted(ofKind(undefined), allArticles, site)
  return [
    page('', [overviews, authors, all.articles.length], [], () =>
      renderHomePage(all, { topics: overviews, authors }, site),
    ),
    page(paths.extensionPage, [], [], () => renderExtensionPage(all, site)),
    ...[allArticles, ...named].flatMap((feed) => pagesOfTopic(feed, relatedTopics(feed), site)),
    ...hosted.map(({ article, slug, fingerprint }) => {
      const around = neighbours.get(slug) ?? []
      const links = around.map(({ topic, older, newer }) => ({ topic, older, newer }))
      return page(paths.articlePage(slug), [fingerprint, links], [article], ([composed]) =>
        renderArticlePage(composed as ComposedArticle, { around, all }, site),
      )
    }),
  ]
}

function byName(a: Feed, b: Feed): number {
  return compareNaturally(a.topic?.name ?? '', b.topic?.name ?? '')
}

/** The feed of all articles as a topic, which has its own pages in addition to the home page. */
function toAllArticlesTopic(all: Feed, { publicUrl }: Site): Feed {
  const { id, title } = all
  const name = 'All articles'
  const topic = { id, name, language: 'en', keywords: [], formerIds: [], retired: false, hasDescription: false }
  return { ...all, topic, title: `${name} – ${title}`, pageUrl: urlOf(publicUrl, paths.topicPage(id)) }
}

function pagesOfTopic(feed: Feed, related: RelatedTopics, site: Site): Document[] {
  const { id, topic, subscription, archives } = feed
  const years = archiveYearsOf(feed)
  return [
    page(paths.topicPage(id), [topic, subscription.fingerprint, years, related], subscription.articles, (newest) =>
      renderTopicPage(feed, { newest, years, related }, site),
    ),
    ...archives.map((archive) => {
      const { name = '', previous, next, fingerprint, articles } = archive
      const inputs = [topic, name, previous, next, fingerprint]
      const render = (composed: readonly ComposedArticle[]) => renderHistoryPage(feed, archive, composed, site)
      return { ...page(paths.historyPage(id, name), inputs, articles, render), isSettled: next !== undefined }
    }),
  ]
}

/**
 * @param inputs all that the page is made of, but for the configuration
 * @param articles that the page shows
 */
function page(
  folder: string,
  inputs: unknown,
  articles: readonly ArticleSummary[],
  render: (articles: readonly ComposedArticle[]) => string,
): Document {
  const fingerprint = hash('sha256', JSON.stringify(inputs), 'base64')
  return {
    path: `${folder}index.html`,
    mediaType: 'text/html',
    fingerprint,
    articles,
    render: (composed) => [Buffer.from(render(composed))],
  }
}
