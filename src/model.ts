/** A picture that belongs to an article; sizes are in pixels. */
export interface Picture {
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
interface Enclosure {
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
interface Particulars {
  provider?: Provider
  pictures: Picture[]
  related: RelatedArticle[]
  /** BCP 47 language tag. */
  language?: string
  type?: string
  category?: string
  quality?: number
  heat?: number
  ampUrl?: string
  ampCacheUrl?: string
}

/**
 * What an author wrote in one file, cleaned: text is plain text, URLs are absolute and canonical.
 *
 * An article has a `link` (it lives at a publisher) or a `slug` (Feedmill hosts it at `/articles/<slug>/`), never both.
 */
export interface Article extends Particulars {
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
export type ListedArticle = Pick<
  Article,
  'file' | 'id' | 'title' | 'link' | 'slug' | 'language' | 'published' | 'updated' | 'topics'
>

/** Where articles are read from again when something of them is rendered. */
export interface ArticleSource {
  /**
   * The whole article.
   *
   * @throws SourceChanged where its file is not any more what it was when it was listed
   */
  read: (article: ListedArticle) => Article
  /**
   * Makes sure that files are still what they were when they were listed, and at rest for a moment.
   *
   * @throws SourceChanged where one is not
   */
  confirm: (files: Iterable<string>) => Promise<void>
  /** A hash of its file. */
  digestOf: (article: ListedArticle) => string
}

/** A subject that articles share and that has a feed of its own. */
export interface Topic {
  /** Lower-case slug, used in URLs and file names. */
  id: string
  name: string
  description?: string
  language?: string
  image?: string
  /** Id of the topic above this one. */
  parent?: string
  keywords: string[]
  /** Ids under which the feed was published before; each redirects to this one. */
  formerIds: string[]
  /** A retired topic has no feed any more: its URLs answer 410. */
  retired: boolean
  /** Whether a file in `topics/` describes it; such a topic has a feed even while it has no article. */
  described: boolean
}

/** Something in the corpus that its keeper should mend. */
export interface Problem {
  file: string
  /** Line in the file, counted from 1. */
  line?: number
  /** The field as a path, such as `images[0].url`. */
  field?: string
  /** Stable name of the rule that is broken. */
  rule: string
  /** What is wrong, quoting the value. */
  message: string
  /** What to do about it. */
  remedy: string
  /** Whether the article is left out of every feed because of it. */
  leftOut: boolean
}

/** Everything that was understood of the corpus. */
export interface Corpus {
  articles: ListedArticle[]
  topics: Topic[]
  /** The topic of each name that articles use, by {@link topicKey}; a name without a feed is not in it. */
  topicByKey: ReadonlyMap<string, Topic>
  /** How many articles say `published: false`. */
  unpublished: number
  problems: Problem[]
}

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
export interface FeedArticle extends Particulars {
  id: string
  link: string
  /** Set where the article is hosted here. */
  slug?: string
  /** Plain text. */
  title: string
  titleHtml: string
  /** Plain text. */
  summary?: string
  summaryHtml?: string
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
  compose: () => FeedArticle
}

/** One feed, in no format yet: the document that readers subscribe to, and the archive of what it has no room for. */
export interface Feed {
  /** A topic's id, or `all`. */
  id: string
  /** The topic, but for the feed `all`. */
  topic?: Topic
  title: string
  description: string
  /** BCP 47 language tag. */
  language?: string
  authorName: string
  /** The page that shows the feed to a person. */
  pageUrl: string
  /** Describes what the feed says in JSON beyond JSON Feed. */
  extensionUrl: string
  /** WebSub hubs. */
  hubs: string[]
  /** How often it is worth asking for news, in seconds. */
  refreshInterval: number
  /** The document that readers subscribe to. */
  subscription: FeedPage
  /** Archive pages, oldest first; the last one may be empty. */
  archives: FeedPage[]
  /** Every article of the feed, newest first. */
  articles: readonly ListedArticle[]
}

/** The articles of one document, newest first, and the documents around it. */
export interface FeedPage {
  /** Made ready when they are asked for. */
  readonly articles: readonly FeedArticle[]
  /** The same articles, as they are listed. */
  listed: readonly ListedArticle[]
  /** Differs where anything that the page says of its articles differs. */
  fingerprint: string
  /** The newest `updated` among its articles; a fixed instant while it has none. */
  updated: Date
  urls: FeedUrls
  /** The number of an archive page, from 1 for the oldest; undefined for the subscription. */
  number?: number
  /** The page of the articles just before these. */
  previous?: FeedUrls
  /** The archive page of the articles just after these. */
  next?: FeedUrls
}

/** Where a document is in every format. */
export interface FeedUrls {
  rss: string
  atom: string
  json: string
}

/** A file of the publication that is made when it is asked for. */
export interface Document {
  /** Path below the generation, with `/` between the parts. */
  path: string
  mediaType: string
  /** Differs where anything differs that the file is made of. */
  fingerprint: string
  /** When the oldest article that it holds was published, in milliseconds since 1970. */
  oldest?: number
  /** Makes the bytes of the file. */
  render: () => Buffer
}
