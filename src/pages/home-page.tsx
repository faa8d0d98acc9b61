import type { Feed } from '../model/feed.ts'
import { feedFormats } from '../model/feed-formats.ts'
import { paths } from '../site/urls.ts'
import { CopyButton, FeedAddresses, feedAlternates } from './feed-links.tsx'
import { IN_ENGLISH, textIn } from './language.ts'
import { renderPage } from './layout.tsx'
import { PageDate } from './page-date.tsx'
import { pathTo, type Site } from './site.ts'
import { Sparkline } from './sparkline.tsx'
import type { TopicOverview } from './topic-overview.ts'

/** With more feeds than this, there is a filter. */
const MAX_UNFILTERED = 3

interface FeedLists {
  /** Topics and named mixes. */
  topics: readonly TopicOverview[]
  authors: readonly TopicOverview[]
}

/** The home page, with all feeds. */
export function renderHomePage(all: Feed, lists: FeedLists, site: Site): string {
  const { topics, authors } = lists
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
          <h2 id="subscribe">All articles in one feed</h2>
          <p dir="ltr">
            Copy one of these URLs into your feed reader; if in doubt, the first.
            {topics.length + authors.length > 0 ? ' Or choose from the feeds below.' : null}
          </p>
          <FeedAddresses urls={all.subscription.urls} />
          <p dir="ltr">
            <a href={pathTo(site, paths.topicPage(all.id))}>{seeAll(all.articles.length)}</a>
          </p>
          <link rel="stylesheet" href={pathTo(site, paths.serverStyle)} />
          <p class="served" dir="ltr">
            <a href={pathTo(site, paths.mixPage)}>Compose a feed of your own</a>
          </p>
        </section>
        <FeedList topics={topics} authors={authors} site={site} />
      </>
    ),
  })
}

function seeAll(articles: number): string {
  return articles > 1 ? `See all ${articles} articles` : 'See all articles'
}

function FeedList({ topics, authors, site }: FeedLists & { site: Site }) {
  const [first, second] = [
    { heading: 'Topics', feeds: topics },
    { heading: 'Authors', feeds: authors },
  ].filter(({ feeds }) => feeds.length > 0)
  if (!first) return null
  return (
    <section aria-labelledby="topics">
      <h2 id="topics" {...IN_ENGLISH}>
        {first.heading}
      </h2>
      <p class="scripted" {...IN_ENGLISH}>
        Select feeds and download them as an OPML file, which feed readers import.
      </p>
      <div class="toolbar" lang="en">
        {topics.length + authors.length > MAX_UNFILTERED ? (
          <label class="filter scripted">
            <span class="unseen">Filter the feeds</span>
            <input id="filter" type="search" placeholder="Filter" autocomplete="off" />
          </label>
        ) : null}
        <a id="opml" href={pathTo(site, paths.opml)} download="feeds.opml">
          Download all feeds (OPML)
        </a>
      </div>
      <p id="no-opml" role="alert" hidden {...IN_ENGLISH}>
        The list of feeds could not be loaded. Try again.
      </p>
      <TopicRows topics={first.feeds} />
      {second ? (
        <>
          <h2 {...IN_ENGLISH}>{second.heading}</h2>
          <TopicRows topics={second.feeds} />
        </>
      ) : null}
      <p id="no-topic" hidden {...IN_ENGLISH}>
        No matching feeds.
      </p>
    </section>
  )
}

function TopicRows({ topics }: { topics: readonly TopicOverview[] }) {
  return (
    <ul class="topics">
      {topics.map((topic) => (
        <TopicRow topic={topic} />
      ))}
    </ul>
  )
}

function TopicRow({ topic }: { topic: TopicOverview }) {
  const { name, language, href, description, keywords, parent, urls, articles, weeks, newest } = topic
  const inLastYear = weeks.reduce((sum, count) => sum + count, 0)
  return (
    <li data-words={keywords.join(' ') || undefined}>
      <label class="tick scripted">
        <input type="checkbox" value={urls.rss} aria-label={`Include ${name} in the OPML file`} />
      </label>
      <div class="about">
        <h3>
          <a href={href} {...textIn(language)}>
            {name}
          </a>
          {parent ? (
            <span class="parent" {...IN_ENGLISH}>
              {' '}
              in <bdi {...textIn(parent.language)}>{parent.name}</bdi>
            </span>
          ) : null}
        </h3>
        {description ? (
          <p class="description" {...textIn(language)}>
            {description}
          </p>
        ) : null}
        {newest ? (
          <p class="meta">
            <a class="newest" href={newest.href} {...textIn(newest.language)}>
              {newest.name}
            </a>
            {', '}
            <PageDate instant={newest.published} />
          </p>
        ) : null}
      </div>
      <div class="activity">
        {inLastYear > 0 ? <Sparkline counts={weeks} label="Articles per week" /> : null}
        <p class="meta" {...IN_ENGLISH}>
          {activityOf(articles, inLastYear)}
        </p>
      </div>
      <ul class="feeds">
        {feedFormats.map(({ id, name: format, mediaType }) => (
          <li>
            <a href={urls[id]} type={mediaType} aria-label={`${name}: ${format}`}>
              {format}
            </a>
          </li>
        ))}
        <li>
          <CopyButton text={urls.rss} of={name}>
            Copy RSS
          </CopyButton>
        </li>
      </ul>
    </li>
  )
}

function activityOf(articles: number, inLastYear: number): string {
  const count = articles === 1 ? '1 article' : `${articles} articles`
  if (articles === 0) return count
  if (inLastYear === 0) return `${count}, none in the last year`
  return `${count}${inLastYear < articles ? `, ${inLastYear}` : ''} in the last year, by week`
}
