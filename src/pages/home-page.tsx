import { paths } from '../feeds/feed-urls.ts'
import { formats } from '../formats/formats.ts'
import type { Feed } from '../model.ts'
import { CopyButton, FeedAddresses, feedAlternates } from './feed-links.tsx'
import { IN_ENGLISH, textIn } from './language.ts'
import { renderPage } from './layout.tsx'
import { PageDate } from './page-date.tsx'
import { pathTo, type Site } from './site.ts'
import { Sparkline } from './sparkline.tsx'
import type { TopicOverview } from './topic-overview.ts'

/** The page that shows a person every feed. */
export function renderHomePage(all: Feed, topics: readonly TopicOverview[], site: Site): string {
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
            {topics.map((topic) => (
              <TopicRow topic={topic} />
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

function TopicRow({ topic }: { topic: TopicOverview }) {
  const { name, language, href, description, keywords, parent, urls, articles, weeks, newest } = topic
  const ofTheYear = weeks.reduce((sum, count) => sum + count, 0)
  return (
    <li data-words={keywords.join(' ') || undefined}>
      <label class="tick scripted">
        <input type="checkbox" value={urls.rss} aria-label={`${name}: into the OPML`} />
      </label>
      <div class="about">
        <h3>
          <a href={href} {...textIn(language)}>
            {name}
          </a>
          {parent ? <span class="parent"> in {parent}</span> : null}
        </h3>
        {description ? <p {...textIn(language)}>{description}</p> : null}
        {newest ? (
          <p class="meta">
            <a href={newest.href} {...textIn(newest.language)}>
              {newest.name}
            </a>
            {', '}
            <PageDate instant={newest.published} />
          </p>
        ) : null}
      </div>
      <div class="activity">
        <Sparkline counts={weeks} label={`Articles per week, ${ofTheYear} in the year shown`} />
        <p class="meta" {...IN_ENGLISH}>
          {articles} {articles === 1 ? 'article' : 'articles'}
        </p>
      </div>
      <ul class="feeds">
        {formats.map(({ key, name: format, mediaType }) => (
          <li>
            <a href={urls[key]} type={mediaType} aria-label={`${name}: ${format}`}>
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
