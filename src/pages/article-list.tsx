import type { FeedArticle } from '../model.ts'
import { localPath } from './layout.tsx'

/** Articles as a list of titles with source, date and summary. */
export function ArticleList({ articles }: { articles: readonly FeedArticle[] }) {
  return (
    <ol class="articles">
      {articles.map(({ title, link, slug, language, provider, published, summary }) => (
        <li lang={language} dir="auto">
          <h3>
            <a href={slug ? localPath(link) : link}>{title}</a>
          </h3>
          <p class="meta">
            {provider ? `${provider.name} · ` : ''}
            <PageDate instant={published} />
          </p>
          {summary ? <p>{summary}</p> : null}
        </li>
      ))}
    </ol>
  )
}

/** A day in UTC. */
export function PageDate({ instant }: { instant: Date }) {
  return <time datetime={instant.toISOString()}>{instant.toISOString().slice(0, 10)}</time>
}
