import type { ComposedArticle } from '../model/composed-article.ts'
import type { Feed } from '../model/feed.ts'
import { paths } from '../site/urls.ts'
import type { ArchiveYears } from './archive-years.ts'
import { ArticleList } from './article-list.tsx'
import { FeedAddresses, feedAlternates } from './feed-links.tsx'
import { IN_ENGLISH, textIn } from './language.ts'
import { renderPage } from './layout.tsx'
import { MixLinks } from './mix/mix-links.tsx'
import { pathTo, type Site } from './site.ts'
import { type RelatedTopics, topicLink } from './topic-tree.ts'

/** The content of a topic page, besides the topic itself. */
export interface TopicPageContent {
  newest: readonly ComposedArticle[]
  years: ArchiveYears
  related: RelatedTopics
}

/** The page of a topic: its newest articles, and how to subscribe. */
export function renderTopicPage(
  feed: Feed,
  { newest, years: { articles, since, years }, related: { ancestors, siblings, children } }: TopicPageContent,
  site: Site,
): string {
  const language = feed.language ?? site.language ?? 'en'
  const topic = topicLink(feed)
  return renderPage({
    site,
    title: feed.title,
    description: feed.description,
    language,
    feeds: feedAlternates(feed),
    canonicalUrl: feed.pageUrl,
    trail: ancestors,
    scripted: true,
    children: (
      <>
        <div class="title">
          <h1 {...textIn(topic.language)}>{topic.name}</h1>
          {feed.topic?.description ? (
            <p class="lead" {...textIn(feed.language)}>
              {feed.topic.description}
            </p>
          ) : null}
          {since ? (
            <p class="meta" {...IN_ENGLISH}>
              {articles} {articles === 1 ? 'article' : 'articles'} since {since}
            </p>
          ) : null}
        </div>
        <section class="subscribe" aria-labelledby="subscribe" lang="en">
          <h2 id="subscribe">Subscribe</h2>
          <p dir="ltr">
            Copy one of these URLs; if in doubt, the first. Paste it where your feed reader says “Add” or “Subscribe”.
            New articles then arrive automatically. You need no account, and can unsubscribe at any time.
          </p>
          <FeedAddresses urls={feed.subscription.urls} />
        </section>
        <MixLinks feed={feed} newest={newest} site={site} />
        <TopicLinks heading="Subtopics" topics={children} />
        <TopicLinks heading="Related topics" topics={siblings} />
        <section aria-labelledby="newest">
          <h2 id="newest" lang="en">
            Newest articles
          </h2>
          {articles > 0 ? (
            <ArticleList articles={newest} site={site} />
          ) : (
            <p {...IN_ENGLISH}>No articles yet. Subscribers get the first one as soon as it is published.</p>
          )}
        </section>
        <History feedId={feed.id} years={years} site={site} />
      </>
    ),
  })
}

interface TopicLinksProps {
  heading: string
  topics: RelatedTopics['siblings']
}

function TopicLinks({ heading, topics }: TopicLinksProps) {
  if (topics.length === 0) return null
  return (
    <nav class="topic-links" aria-label={heading}>
      <h2 lang="en">{heading}</h2>
      <ul class="inline">
        {topics.map(({ name, language, href }) => (
          <li>
            <a href={href} {...textIn(language)}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Links to the history pages: the latest, and the latest of each year. */
function History({ feedId, years, site }: { feedId: string; years: ArchiveYears['years']; site: Site }) {
  const [latest] = years
  if (!latest) return null
  const path = (page: string) => pathTo(site, paths.historyPage(feedId, page))
  return (
    <nav class="history" aria-label="History" lang="en">
      <a class="onward" href={path(latest.page)} rel="prev">
        Older articles
      </a>
      <ul class="inline">
        {years.map(({ year, page }) => (
          <li>
            <a href={path(page)}>{year}</a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
