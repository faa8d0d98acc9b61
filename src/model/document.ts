import type { ArticleSummary } from './article.ts'
import type { ComposedArticle } from './composed-article.ts'

/** A file of the publication, planned: it is rendered only where it is not published already. */
export interface Document {
  /** Path below the publication, with `/` between the parts. */
  path: string
  mediaType: string
  /** Changes when any input of the file changes. */
  fingerprint: string
  /** The articles that it shows, newest first. */
  articles: readonly ArticleSummary[]
  /** Makes the bytes of the file from these articles, composed and in the same order. */
  render: (articles: readonly ComposedArticle[]) => Buffer
}
