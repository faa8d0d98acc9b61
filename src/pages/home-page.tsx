import { paths } from '../feeds/feed-urls.ts'
import { formats } from '../formats/formats.ts'
import type { Feed } from '../model.ts'
import { articleUrl } from './article-origin.ts'
import { CopyButton, FeedAddresses, feedAlternates } from './feed-links.tsx'
import { IN_ENGLISH, textIn } from './language.ts'
import { renderPage } from './layout.tsx'
import { PageDate } from './page-date.tsx'
import { localPath, pathTo, type Site } from './site.ts'
import { Sparkline } from './sparkline.tsx'
import { weeklyCounts } from './weekly-counts.ts'

/** The page that shows a person every feed; `topics` are in order of id. */
export function renderHomePage(all: Feed, topics: readonly Feed[], site: Site): string {
  const newest = all.articles[0]?.published
  const nameById = new Map(topics.map(({ id, topic }) => [id, topic?.name]))
  return renderPage({
    site,
    title: all.title,
    description: all.description,
    feeds: feedAlternates(all),
    canonicalUrl: all.pageUrl,
    scripted: true,
    children: (
      <>
        <div class="title">
          <h1>{all.title}</h1>
          <p class="lead">{all.description}</p>
        </div>
        <section class="subscribe" aria-labelledby="subscribe" lang="en">
          <h2 id="subscribe">Everything in one feed</h2>
          <p dir="ltr">
            Copy one of these addresses into your feed reader; if in doubt, the first. Or choose among the topics below.
          </p>
          <FeedAddresses feed={all} />
        </section>
        <section aria-labelledby="topics">
          <div class="toolbar" lang="en">
            <h2 id="topics">Topics</h2>
            <label class="filter scripted">
              <span class="unseen">Filter the topics</span>
              <input id="filter" type="search" placeholder="Filter" autocomplete="off" />
            </label>
            <a id="opml" href={pathTo(site, paths.opml)} download="feeds.opml">
              OPML of all topics
            </a>
          </div>
          <ul class="topics">
            {inTreeOrder(topics).map((feed) => (
              <TopicRow
                feed={feed}
                site={site}
                parent={nameById.get(feed.topic?.parent ?? '')}
                counts={newest ? weeklyCounts(publishedOf(feed), newest) : []}
              />
            ))}
          </ul>
          <p id="no-topic" hidden {...IN_ENGLISH}>
            No topic has all of these words.
          </p>
        </section>
      </>
    ),
  })
}

function publishedOf({ articles }: Feed): Date[] {
  return articles.map(({ published }) => published)
}

interface TopicRowProps {
  feed: Feed
  site: Site
  parent: string | undefined
  /** Articles per week, the oldest week first. */
  counts: readonly number[]
}

function TopicRow({ feed, site, parent, counts }: TopicRowProps) {
  const { topic, language, articles, subscription, pageUrl } = feed
  const name = topic?.name ?? ''
  const [newest] = articles
  const ofTheYear = counts.reduce((sum, count) => sum + count, 0)
  return (
    <li data-words={topic?.keywords.join(' ') || undefined}>
      <label class="tick scripted">
        <input type="checkbox" value={subscription.urls.rss} aria-label={`${name}: into the OPML`} />
      </label>
      <div class="about">
        <h3>
          <a href={localPath(pageUrl)} {...textIn(language)}>
            {name}
          </a>
          {parent ? <span class="parent"> in {parent}</span> : null}
        </h3>
        {topic?.description ? <p {...textIn(language)}>{topic.description}</p> : null}
        {newest ? (
          <p class="meta">
            <a href={articleUrl(newest, site)} {...textIn(newest.language)}>
              {newest.title}
            </a>
            {', '}
            <PageDate instant={newest.published} />
          </p>
        ) : null}
      </div>
      <div class="activity">
        <Sparkline counts={counts} label={`Articles per week, ${ofTheYear} in the year shown`} />
        <p class="meta" {...IN_ENGLISH}>
          {articles.length} {articles.length === 1 ? 'article' : 'articles'}
        </p>
      </div>
      <ul class="feeds">
        {formats.map(({ key, name: format, mediaType }) => (
          <li>
            <a href={subscription.urls[key]} type={mediaType} aria-label={`${name}: ${format}`}>
              {format}
            </a>
          </li>
        ))}
        <li>
          <CopyButton text={subscription.urls.rss} of={name}>
            Copy RSS
          </CopyButton>
        </li>
      </ul>
    </li>
  )
}

/** Each topic followed by the topics below it. */
function inTreeOrder(topics: readonly Feed[]): Feed[] {
  const ids = new Set(topics.map(({ id }) => id))
  const withThoseBelow = (feed: Feed): Feed[] => [
    feed,
    ...topics.filter(({ topic }) => topic?.parent === feed.id).flatMap(withThoseBelow),
  ]
  return topics.filter(({ topic }) => !topic?.parent || !ids.has(topic.parent)).flatMap(withThoseBelow)
}
