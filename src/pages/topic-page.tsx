import type { Feed } from '../model.ts'
import { ArticleList } from './article-list.tsx'
import { FeedLinks, feedAlternates } from './feed-links.tsx'
import { renderPage } from './layout.tsx'

/** The page that shows a person what a topic's feed holds. */
export function renderTopicPage(feed: Feed, home: Feed, styleUrl: string): string {
  return renderPage({
    title: feed.title,
    language: feed.language,
    feeds: feedAlternates(feed),
    canonicalUrl: feed.pageUrl,
    styleUrl,
    home,
    children: (
      <>
        <h1>{feed.topic?.name}</h1>
        <p>{feed.description}</p>
        <p>Copy a link into your feed reader:</p>
        <FeedLinks feed={feed} />
        <ArticleList articles={feed.subscription.articles} />
      </>
    ),
  })
}
