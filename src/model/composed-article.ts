import type { ArticleMetadata, ArticleSummary, Author } from './article.ts'

/** A file attached to an article in a feed; `length` is in bytes, `duration` in seconds. */
export interface Attachment {
  url: string
  /** Media type, such as `image/jpeg`. */
  type: string
  length?: number
  title?: string
  duration?: number
  /** Whether the author's text shows it, so that readers that list attachments below it would repeat it. */
  isShown?: boolean
}

/** A topic that an article links to. */
export interface TopicLink {
  id: string
  name: string
  pageUrl: string
}

/** An article ready to render in any format, without its topics: HTML sanitized, URLs absolute, fallbacks applied. */
export interface ArticleContent extends ArticleMetadata {
  id: string
  link: string
  /** Only for hosted articles. */
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
  /** The author's files with a known media type; the first audio or video comes first. */
  enclosures: Attachment[]
}

/** An article ready to render in any format. */
export interface ComposedArticle extends ArticleContent {
  topics: TopicLink[]
  /** Names of its other topics, which have no feed. */
  tags: string[]
}

/** An article with a page of its own on this site. */
export interface HostedArticle {
  article: ArticleSummary
  slug: string
  /** Changes when anything changes that the page shows. */
  fingerprint: string
}
