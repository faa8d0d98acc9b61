import type { IgnoredReason } from '../../model/ignored-reason.ts'
import type { CorpusProfile } from '../corpus-profile.ts'
import type { FindToken } from './permalink.ts'

/** What a URL pattern can refer to. Fields are as in the front matter. */
export interface Page {
  /** Path relative to CONTENT_DIR, with `/` as separator. */
  path: string
  title: string
  published: Date
  /** The `slug` of the front matter. */
  slug?: string
  /** Front matter by lower-case field name. */
  fields: Readonly<Record<string, unknown>>
}

/** The rules of a site generator: which files are no articles, where an article is on the live site, and its id in the feed. */
export interface Dialect {
  /** Its name as people write it. */
  label: string
  /** Of all Markdown files, those that are no articles by their paths, with the reason. */
  findIgnored: (paths: readonly string[], profile: CorpusProfile) => Map<string, IgnoredReason>
  /** Why a file is no article by its front matter; undefined if it is one. */
  ignores?: (page: Pick<Page, 'path' | 'fields'>, profile: CorpusProfile) => IgnoredReason | undefined
  /** The language that the path of a file names, as the generator writes it; undefined if it names none. */
  languageOf?: (path: string, profile: CorpusProfile) => string | undefined
  /** The path of an article's URL below the site, by the generator's own rule, percent-encoded, with a leading slash. */
  permalink: (page: Page, profile: CorpusProfile) => string
  /** The same for a path that the article itself names; by default as it is written. */
  ownPermalink?: (path: string, page: Page, profile: CorpusProfile) => string
  /** Tokens of URL patterns in `feedmill.yaml` that only this generator has, or that it understands in its own way. */
  tokens?: (page: Page, profile: CorpusProfile) => FindToken
  /** The id of an article in the generator's own feed. */
  idOf: (url: string, page: Page, profile: CorpusProfile) => string
}
