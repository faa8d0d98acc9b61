import type { ComposedArticle } from '../../model/composed-article.ts'
import type { FeedUrls } from '../../model/feed.ts'

/** A topic to choose. */
export interface MixTopic {
  id: string
  name: string
}

/** What the form offers. */
export interface MixChoices {
  /** In the order in which they are shown. */
  topics: readonly MixTopic[]
  /** Names by field, each with its key: what articles have. */
  names: Readonly<Record<'author' | 'provider' | 'type' | 'locale', readonly { key: string; name: string }[]>>
  /** Whether any article has one. */
  hasQuality: boolean
  hasHeat: boolean
}

/** An article in the preview, or a digest. */
export interface PreviewArticle
  extends Pick<ComposedArticle, 'title' | 'link' | 'published' | 'excerpt' | 'locale' | 'provider' | 'authors'> {
  /** The fragment that the link of a digest leads to. */
  anchor?: string
  /** The articles that a digest lists. */
  listed?: readonly { title: string; link: string }[]
}

/** What a mix has. */
export interface MixPreview {
  /** Says what it selects, such as `AI or Robotics`. */
  name: string
  urls: FeedUrls
  /** Newest first. */
  articles: readonly PreviewArticle[]
  /** Articles per week, oldest first, in the year that ends with the newest article of the site. */
  weeks: readonly number[]
  /** The number of these weeks in which the site had articles. */
  span: number
}

/** The page of a mix. */
export interface MixPage {
  /** The values of each field, as written, or of the canonical query. */
  fields: ReadonlyMap<string, readonly string[]>
  choices: MixChoices
  /** Its preview, or why there is none. */
  result: MixPreview | { problem: string }
}
