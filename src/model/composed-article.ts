import type { ArticleMetadata, Author } from './article.ts'

/** A file that readers may fetch beside an article; `length` is in bytes, `duration` in seconds. */
export interface Attachment {
  url: string
  /** Media type, such as `image/jpeg`. */
  type: string
  length?: number
  title?: string
  duration?: number
}

/** A topic as an article names it. */
export interface TopicLink {
  id: string
  name: string
  pageUrl: string
}

/** An article made ready for every format: HTML sanitized, URLs absolute, fallbacks applied. */
export interface ComposedArticle extends ArticleMetadata {
  id: string
  link: string
  /** Set where the article is hosted here. */
  slug?: string
  /** Plain text. */
  title: string
  titleHtml: string
  /** Plain text. */
  excerpt?: string
  excerptHtml?: string
  contentHtml: string
  published: Date
  updated: Date
  authors: Author[]
  topics: TopicLink[]
  /** The files whose media type is known: first enclosures, then pictures. */
  attachments: Attachment[]
}

/** An article that has a page here. */
export interface HostedArticle {
  slug: string
  /** Differs where anything that the page says of the article differs. */
  fingerprint: string
  compose: () => ComposedArticle
}
