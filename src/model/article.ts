/** A picture that belongs to an article; sizes are in pixels. */
export interface Image {
  url: string
  width?: number
  height?: number
  alt?: string
}

/** The publisher that an article links to; `domain` is a bare host name such as `example.org`. */
export interface Provider {
  name: string
  domain?: string
}

/** A person who wrote an article. */
export interface Author {
  name: string
  url?: string
}

/** A file that comes with an article, such as a podcast episode; `length` is in bytes, `duration` in seconds. */
export interface Enclosure {
  url: string
  type?: string
  length?: number
  title?: string
  duration?: number
}

/** A small article that an author points to from another one. */
export interface RelatedArticle {
  title: string
  url: string
  excerpt?: string
  published?: Date
  provider?: Provider
}

/** What an article says of itself that goes into the documents as it is. */
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
}

/**
 * What an author wrote in one file, cleaned: text is plain text, URLs are absolute and canonical.
 *
 * An article has a `link` (it lives at a publisher) or a `slug` (Feedmill hosts it at `/articles/<slug>/`), never both.
 */
export interface Article extends ArticleMetadata {
  /** Path below the corpus, with `/` between the parts. */
  file: string
  /** The identity that readers remember: an absolute IRI that never changes. */
  id: string
  title: string
  link?: string
  slug?: string
  excerpt?: string
  /** Markdown. */
  body?: string
  /** HTML that a publisher supplied, not yet sanitized. */
  featuredContent?: string
  published: Date
  updated: Date
  /** Names as the author wrote them. */
  topics: string[]
  authors: Author[]
  enclosures: Enclosure[]
}

/** What is kept of an article while nothing of it is rendered: where it stands among others, and how they name it. */
export type ArticleSummary = Pick<
  Article,
  'file' | 'id' | 'title' | 'link' | 'slug' | 'locale' | 'published' | 'updated' | 'topics'
>

/** Where articles are read from again when something of them is rendered. */
export interface ArticleSource {
  /**
   * The whole article.
   *
   * @throws SourceChanged where its file is not any more what it was when it was listed
   */
  read: (article: ArticleSummary) => Article
  /**
   * Makes sure that files are still what they were when they were listed, and at rest for a moment.
   *
   * @throws SourceChanged where one is not
   */
  confirm: (files: Iterable<string>) => Promise<void>
  /** A hash of its file. */
  digestOf: (article: ArticleSummary) => string
}
