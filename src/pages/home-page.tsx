import type { Feed } from '../model.ts'
import { PageDate } from './article-list.tsx'
import { FeedLinks, feedAlternates } from './feed-links.tsx'
import { localPath, renderPage } from './layout.tsx'

/** The page that shows a person every feed; `feeds` begins with the feed of all articles. */
export function renderHomePage(
  feeds: readonly Feed[],
  { styleUrl, opmlUrl }: { styleUrl: string; opmlUrl: string },
): string {
  const [all, ...topics] = feeds
  if (!all) throw new RangeError('there is always a feed of all articles')
  return renderPage({
    title: all.title,
    language: all.language,
    feeds: feedAlternates(all),
    canonicalUrl: all.pageUrl,
    styleUrl,
    children: (
      <>
        <h1>{all.title}</h1>
        <p>{all.description}</p>
        <p>Copy a link into your feed reader. This one holds every article:</p>
        <FeedLinks feed={all} />
        <p>
          Or import <a href={localPath(opmlUrl)}>the list of all feeds</a> (OPML).
        </p>
        <h2>Topics</h2>
        <ul class="topics">
          {topics.map((feed) => (
            <li>
              <h3>
                <a href={localPath(feed.pageUrl)}>{feed.topic?.name}</a>
              </h3>
              {feed.topic?.description ? <p lang={feed.language}>{feed.topic.description}</p> : null}
              <p class="meta">
                {feed.articleIds.length} {feed.articleIds.length === 1 ? 'article' : 'articles'}
                {feed.subscription.articles[0] ? (
                  <>
                    , the last on <PageDate instant={feed.subscription.articles[0].published} />
                  </>
                ) : null}
              </p>
              <FeedLinks feed={feed} />
            </li>
          ))}
        </ul>
      </>
    ),
  })
}
