import type { ComposedArticle } from '../model/composed-article.ts'
import type { Feed, FeedPage } from '../model/feed.ts'
import { paths, urlOf } from '../site/urls.ts'
import { PlainArticleList } from './article-list.tsx'
import { feedAlternates } from './feed-links.tsx'
import { IN_ENGLISH, textIn } from './language.ts'
import { renderPage } from './layout.tsx'
import { formatDay } from './page-date.tsx'
import { pathTo, type Site } from './site.ts'
import { topicLink } from './topic-tree.ts'

/**
 * A page of a topic's history. Like its archive page, it never changes once it is full, so it does not say how many pages
 * there are.
 */
export function renderHistoryPage(
  feed: Feed,
  { number = 0, previous, next }: FeedPage,
  articles: readonly ComposedArticle[],
  site: Site,
): string {
  const topic = topicLink(feed)
  const language = feed.language ?? site.language ?? 'en'
  const path = (page: number) => pathTo(site, paths.historyPage(feed.id, page))
  return renderPage({
    site,
    title: `${topic.name}, page ${number} – ${site.title}`,
    language,
    feeds: feedAlternates(feed),
    canonicalUrl: urlOf(site.publicUrl, paths.historyPage(feed.id, number)),
    trail: [topic],
    children: (
      <>
        <div class="title">
          <h1 {...textIn(topic.language)}>{topic.name}</h1>
          <p class="meta" {...IN_ENGLISH}>
            Page {number}
            {number > 1 ? ' (page 1 is the oldest)' : ' (the oldest)'}
          </p>
        </div>
        {articles.length > 0 ? (
          <>
            <h2 {...IN_ENGLISH}>{spanOf(articles)}</h2>
            <PlainArticleList articles={articles} site={site} />
          </>
        ) : (
          <p {...IN_ENGLISH}>Newer articles are on the topic page.</p>
        )}
        <nav class="history" aria-label="History" lang="en">
          {previous ? (
            <a class="onward" href={path(number - 1)} rel="prev">
              Older articles
            </a>
          ) : null}
          <a class="onward" href={next ? path(number + 1) : topic.href} rel="next">
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
