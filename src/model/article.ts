import type { Episode } from './podcast.ts'

/** An image of an article; sizes are in pixels. */
export interface Image {
  url: string
  width?: number
  height?: number
  alt?: string
  /** Whether the text of the article shows it too. */
  isShown?: boolean
}

/** The publisher of an article; `domain` is a bare host name such as `example.org`. */
export interface Provider {
  name: string
  domain?: string
}

export interface Author {
  name: string
  url?: string
}

/** A file attached to an article, such as a podcast episode; `length` is in bytes, `duration` in seconds. */
interface Enclosure {
  url: string
  /** Media type; undefined if it is not known. */
  type?: string
  length?: number
  title?: string
  duration?: number
}

/** An article that another one recommends. */
export interface RelatedArticle {
  title: string
  url: string
  excerpt?: string
  published?: Date
  provider?: Provider
}

/** Metadata that documents contain as it is. */
export interface ArticleMetadata {
  provider?: Provider
  images: Image[]
  related: RelatedArticle[]
  /** BCP 47 language tag. */
  locale?: string
  type?: string
  category?: string
  quality?: number
  heat?: number
  ampWebUrl?: string
  cdnAmpWebUrl?: string
  episode?: Episode
}

/**
 * The content of one file, cleaned: text is plain text, URLs are absolute and canonical. Those of a hosted article may be
 * placeholders for files of the corpus, such as `corpus:./cover.png`.
 *
 * An article has a `link` (it is on a publisher's site) or a `slug` (Feedmill hosts it at `/articles/<slug>/`), never both.
 */
export interface Article extends ArticleMetadata {
  /** Path relative to the corpus, with `/` as separator. */
  file: string
  /** An absolute IRI that never changes; feed readers remember it. */
  id: string
  /** The id to use instead if an older article has the same: the author's field need not be unique. */
  fallbackId?: string
  title: string
  link?: string
  /** Whether the link leads to the article itself on the site of the corpus, not to a publisher. */
  isOwnPage?: true
  slug?: string
  /** Former URLs, paths or slugs of a hosted article, as the author wrote them. Each redirects to its page. */
  aliases?: string[]
  excerpt?: string
  /** Markdown. */
  body?: string
  /** HTML from a publisher, not yet sanitized. */
  featuredContent?: string
  published: Date
  updated: Date
  /** The kind of its front matter, if that is not YAML. */
  frontMatter?: 'toml' | 'json' | 'header'
  /** When it leaves the feeds. */
  expires?: Date
  /** Topic names as the author wrote them. */
  topics: string[]
  authors: Author[]
  enclosures: Enclosure[]
}

/** What mixes and the feeds of authors select an article by, besides its summary. */
export interface Facets extends Pick<Article, 'excerpt' | 'type' | 'quality' | 'heat' | 'provider'> {
  /** The names of the authors that documents show. */
  authors: string[]
}

/** What an article names of its corpus, such as `./other.md#notes`; the line is that of its file, from 1. */
export interface Reference {
  target: string
  line?: number
}

/** The part of an article that stays in memory: enough to sort, select and link it. The rest is read on demand. */
export interface ArticleSummary
  extends Pick<
    Article,
    | 'file'
    | 'id'
    | 'fallbackId'
    | 'title'
    | 'link'
    | 'slug'
    | 'aliases'
    | 'locale'
    | 'published'
    | 'updated'
    | 'expires'
    | 'frontMatter'
    | 'topics'
  > {
  /** A hash of its file. */
  digest: string
  /** The most bytes that it takes in a document. */
  size: number
  /** Set if it has audio or video. */
  hasMedia?: true
  /** The files of the corpus that its content links to or shows. */
  references?: Reference[]
  /** Only in a corpus that selects by them. */
  facets?: Facets
}

/** Whether an article is published at an instant: it is due, and has not expired. */
export function isDue({ published, expires }: Pick<ArticleSummary, 'published' | 'expires'>, now: Date): boolean {
  return published <= now && (!expires || expires > now)
}

/** A total order: newest first, then by id. */
export function newestFirst(a: ArticleSummary, b: ArticleSummary): number {
  return b.published.getTime() - a.published.getTime() || (a.id < b.id ? -1 : 1)
}
