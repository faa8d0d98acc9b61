import type { ComposedArticle } from '../model/composed-article.ts'
import type { ArchiveLink, Feed, FeedPage } from '../model/feed.ts'
import { paths, urlOf } from '../site/urls.ts'
import { PlainArticleList } from './article-list.tsx'
import { feedAlternates } from './feed-links.tsx'
import { IN_ENGLISH, textIn } from './language.ts'
import { renderPage } from './layout.tsx'
import { formatDay } from './page-date.tsx'
import { pathTo, type Site } from './site.ts'
import { topicLink } from './topic-tree.ts'

/** A page of a topic's history. Like its archive page, it rarely changes once it is full. */
export function renderHistoryPage(
  feed: Feed,
  { name = '', previous, next }: FeedPage,
  articles: readonly ComposedArticle[],
  site: Site,
): string {
  const topic = topicLink(feed)
  const language = feed.language ?? site.language ?? 'en'
  const path = (page: ArchiveLink) => pathTo(site, paths.historyPage(feed.id, page.name))
  const span = spanOf(articles)
  return renderPage({
    site,
    title: `${topic.name}, ${span} – ${site.title}`,
    language,
    feeds: feedAlternates(feed),
    canonicalUrl: urlOf(site.publicUrl, paths.historyPage(feed.id, name)),
    trail: [topic],
    children: (
      <>
        <div class="title">
          <h1 {...textIn(topic.language)}>{topic.name}</h1>
        </div>
        <h2 {...IN_ENGLISH}>{span}</h2>
        <PlainArticleList articles={articles} site={site} />
        <nav class="history" aria-label="History" lang="en">
          {previous ? (
            <a class="onward" href={path(previous)} rel="prev">
              Older articles
            </a>
          ) : null}
          <a class="onward" href={next ? path(next) : topic.href} rel="next">
            Newer articles
          </a>
        </nav>
      </>
    ),
  })
}

function spanOf(articles: readonly ComposedArticle[]): string {
  const days = [articles.at(-1), articles[0]].flatMap((article) => (article ? [formatDay(article.published)] : []))
  return [...new Set(days)].join(' to ')
}
