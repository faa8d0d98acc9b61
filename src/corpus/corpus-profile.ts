import type { Author } from '../model/article.ts'

/** The site generators whose front matter, files and URLs Feedmill knows; `none` is a plain folder. */
export const generators = [
  'hugo',
  'jekyll',
  'hexo',
  'eleventy',
  'docusaurus',
  'gatsby',
  'astro',
  'zola',
  'pelican',
  'obsidian',
  'none',
] as const

export type Generator = (typeof generators)[number]

/** Feedmill's short names of the fields of an article, for which `feedmill.yaml` can name a corpus' own ones. */
export const fieldNames = [
  'published',
  'updated',
  'expires',
  'title',
  'excerpt',
  'link',
  'url',
  'topics',
  'authors',
  'images',
  'enclosures',
  'locale',
  'id',
  'aliases',
  'slug',
  'draft',
] as const

export type FieldName = (typeof fieldNames)[number]

/** A URL pattern and the files that it applies to. */
export interface Permalink {
  /** A glob relative to CONTENT_DIR, such as `show/**`. */
  files: string
  /** A path with tokens, such as `/:year/:month/:slug/`. */
  pattern: string
}

/** The limits of topics. */
export interface TopicLimits {
  /** The fields that name topics; undefined for the built-in ones. */
  fields?: string[]
  /** A topic with fewer articles has no feed, unless it is described. */
  minArticles: number
  /** Names of topics that have no feed. */
  exclude: string[]
  /** The most feeds of topics. */
  max: number
}

/**
 * How to read a corpus: what `feedmill.yaml` and the configuration of the site's generator say, with defaults applied. Plain
 * data, so that it can be hashed and sent to other threads.
 */
export interface CorpusProfile {
  generator: Generator
  /** How the generator was recognised, such as `_config.yml`; undefined if it was not, or if `feedmill.yaml` names it. */
  evidence?: string
  /** The URL of the live site, without a trailing slash; without it, articles with a body are hosted here. */
  site?: string
  title?: string
  author?: string
  /** BCP 47 language tag. */
  language?: string
  /** IANA time zone of dates without a zone, and of date tokens in URL patterns. */
  timezone: string
  /** The URL patterns of `feedmill.yaml`; the first that applies is used. Without any, the generator's rule applies. */
  permalinks: Permalink[]
  /** What the generator's own rule needs of its configuration, such as its `permalinks`. */
  settings: Record<string, unknown>
  /** The path of CONTENT_DIR below the folder that the generator's paths start from, with a trailing slash; often empty. */
  prefix: string
  /** Globs relative to CONTENT_DIR. */
  include: string[]
  exclude: string[]
  /** Own field names by Feedmill's field names. */
  fields: Partial<Record<FieldName, string[]>>
  topics: TopicLimits
  /** Authors by key. */
  authors: Record<string, Author>
  /** Whether each author has a feed. */
  hasAuthorFeeds: boolean
  /** Whether the first commit dates an article that has no other date. */
  usesGitDates: boolean
  /** The dates of first commits by path, if they are used. */
  commitDates?: Record<string, string>
}
