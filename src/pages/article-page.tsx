import type { ComposedArticle } from '../model/composed-article.ts'
import type { Feed } from '../model/feed.ts'
import { contentForPage } from './article-content.ts'
import { feedAlternates } from './feed-links.tsx'
import { IN_ENGLISH, textIn } from './language.ts'
import { renderPage } from './layout.tsx'
import { formatDay, PageDate } from './page-date.tsx'
import type { Site } from './site.ts'
import type { ArticleNeighbours, PageLink } from './topic-tree.ts'

/** What surrounds an article: its neighbours in its topics, and the feed of all articles. */
export interface ArticleContext {
  around: readonly ArticleNeighbours[]
  all: Feed
}

/** The page of a hosted article. */
export function renderArticlePage(article: ComposedArticle, { around, all }: ArticleContext, site: Site): string {
  const { title, excerpt, published, updated, authors, provider, contentHtml } = article
  const language = article.locale ?? site.language ?? 'en'
  return renderPage({
    site,
    title: `${title} – ${site.title}`,
    description: excerpt,
    language,
    feeds: [...around.map(({ feed }) => feed).filter(({ id }) => id !== all.id), all].flatMap(feedAlternates),
    canonicalUrl: article.link,
    trail: around[0] ? [around[0].topic] : [],
    children: (
      <>
        <article {...textIn(article.locale)}>
          <div class="title">
            <h1>{title}</h1>
            <p class="meta">
              {authors.map(({ name, url }) => (
                <>
                  {url ? <a href={url}>{name}</a> : <bdi>{name}</bdi>}
                  {' · '}
                </>
              ))}
              {provider && authors[0]?.name !== provider.name ? (
                <>
                  <bdi>{provider.name}</bdi>
                  {' · '}
                </>
              ) : null}
              <PageDate instant={published} />
              {formatDay(updated) === formatDay(published) ? null : (
                <span {...IN_ENGLISH}>
                  , updated <PageDate instant={updated} />
                </span>
              )}
            </p>
          </div>
          <div
            class="body"
            dangerouslySetInnerHTML={{ __html: contentForPage(contentHtml, site.pageImages, site.publicUrl) }}
          />
        </article>
        {around.length > 0 ? (
          <footer class="neighbours">
            {around.map((neighbours) => (
              <Neighbours {...neighbours} />
            ))}
          </footer>
        ) : null}
      </>
    ),
  })
}

function Neighbours({ topic, older, newer }: ArticleNeighbours) {
  return (
    <nav aria-label={`More in ${topic.name}`}>
      <h2>
        <a href={topic.href} {...textIn(topic.language)}>
          {topic.name}
        </a>
      </h2>
      {older || newer ? (
        <ul>
          {older ? <Neighbour direction="Earlier" rel="prev" article={older} /> : null}
          {newer ? <Neighbour direction="Later" rel="next" article={newer} /> : null}
        </ul>
      ) : null}
    </nav>
  )
}

interface NeighbourProps {
  direction: string
  rel: string
  article: PageLink
}

function Neighbour({ direction, rel, article: { name, language, href } }: NeighbourProps) {
  return (
    <li>
      <span {...IN_ENGLISH}>{direction}</span>{' '}
      <a href={href} rel={rel} {...textIn(language)}>
        {name}
      </a>
    </li>
  )
}
