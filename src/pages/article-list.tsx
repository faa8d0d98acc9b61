import type { RelatedArticle } from '../model/article.ts'
import type { ComposedArticle } from '../model/composed-article.ts'
import { textIn } from './language.ts'
import { PageDate } from './page-date.tsx'
import type { Site } from './site.ts'
import { articleUrl, sourceOf } from './source-name.ts'
import { Thumbnail } from './thumbnail.tsx'

const MAX_EXCERPT_CHARACTERS = 320

interface TeaserArticle
  extends Pick<
    ComposedArticle,
    'title' | 'link' | 'slug' | 'published' | 'excerpt' | 'locale' | 'provider' | 'authors'
  > {
  /** The fragment by which others link to it. */
  anchor?: string
  /** The articles that a digest lists. */
  listed?: readonly { title: string; link: string }[]
}

interface ArticleListProps<Article> {
  articles: readonly Article[]
  site: Site
}

/** Articles with thumbnail, title, source, date, summary and related articles. */
export function ArticleList({ articles, site }: ArticleListProps<ComposedArticle>) {
  return (
    <ol class="articles pictured">
      {articles.map((article) => (
        <li {...textIn(article.locale)}>
          <Thumbnail article={article} pageImages={site.pageImages} />
          <div>
            <ArticleTeaser article={article} site={site} />
            {article.related.length > 0 ? <Related articles={article.related} /> : null}
          </div>
        </li>
      ))}
    </ol>
  )
}

/** Articles without thumbnails and related articles, for history pages and previews. */
export function PlainArticleList({ articles, site }: ArticleListProps<TeaserArticle>) {
  return (
    <ol class="articles">
      {articles.map((article) => (
        <li id={article.anchor} {...textIn(article.locale)}>
          <ArticleTeaser article={article} site={site} />
        </li>
      ))}
    </ol>
  )
}

function ArticleTeaser({ article, site }: { article: TeaserArticle; site: Site }) {
  const { title, published, excerpt, listed } = article
  const source = sourceOf(article)
  return (
    <>
      <h3>
        <a href={articleUrl(article, site)}>{title}</a>
      </h3>
      <p class="meta">
        {source ? (
          <>
            <bdi>{source}</bdi>
            {' · '}
          </>
        ) : null}
        <PageDate instant={published} />
      </p>
      {excerpt ? <p>{shorten(excerpt)}</p> : null}
      {listed ? (
        <ul class="listed">
          {listed.map((each) => (
            <li dir="auto">
              <a href={each.link}>{each.title}</a>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  )
}

function Related({ articles }: { articles: readonly RelatedArticle[] }) {
  return (
    <ul class="related">
      {articles.map(({ url, title, provider }) => (
        <li>
          <a href={url}>{title}</a>
          {provider ? (
            <>
              {' '}
              <bdi>{provider.name}</bdi>
            </>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

/** Shortens a text at a word boundary. */
function shorten(text: string): string {
  if (text.length <= MAX_EXCERPT_CHARACTERS) return text
  const beginning = text.slice(0, MAX_EXCERPT_CHARACTERS).replace(/[\ud800-\udbff]$/, '')
  return `${beginning.replace(/\s+\S*$/, '')}…`
}
