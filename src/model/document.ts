import type { ArticleSummary } from './article.ts'
import type { ComposedArticle } from './composed-article.ts'

/** A planned file of the publication. It is only rendered if it is not published already. */
export interface Document {
  /** Path relative to the publication, with `/` as separator. */
  path: string
  mediaType: string
  /** Whether it is a page of a feed's history that is full, so that it rarely changes. */
  isSettled?: boolean
  /** Whether only static hosts need it: the server has its own way. */
  isForStaticHosts?: boolean
  /** Changes when any input of the file changes. */
  fingerprint: string
  /** Its articles, newest first. */
  articles: readonly ArticleSummary[]
  /**
   * Renders the file from its articles, composed and in the same order. The parts of a long file are rendered when they are taken,
   * so that the event loop can run in between.
   */
  render: (articles: readonly ComposedArticle[]) => Iterable<Buffer>
}
