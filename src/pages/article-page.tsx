import type { Feed, FeedArticle } from '../model.ts'
import { PageDate } from './article-list.tsx'
import { renderPage } from './layout.tsx'

/** The page of an article that is hosted here. */
export function renderArticlePage(article: FeedArticle, home: Feed, styleUrl: string): string {
  const language = article.language ?? home.language
  return renderPage({
    title: article.title,
    language,
    canonicalUrl: article.link,
    styleUrl,
    home,
    children: (
      <>
        <article dir="auto">
          <h1>{article.title}</h1>
          <p class="meta">
            {article.authors.length > 0 ? `${article.authors.map(({ name }) => name).join(', ')} · ` : ''}
            <PageDate instant={article.published} />
          </p>
          <div dangerouslySetInnerHTML={{ __html: article.contentHtml }} />
        </article>
      </>
    ),
  })
}
