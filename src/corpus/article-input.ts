import type { CorpusProfile } from './corpus-profile.ts'
import type { FrontMatter } from './front-matter/parse-front-matter.ts'
import type { ReadFields } from './read-article-fields.ts'

/** What was read of one file, to make an article of. */
export interface ArticleInput extends ReadFields {
  path: string
  frontMatter: FrontMatter
  /** The front matter by lower-case name. */
  fieldsByName: () => Readonly<Record<string, unknown>>
  /** The line of the file, counted from 1, on which the body begins. */
  bodyLine: () => number
  profile: CorpusProfile
}
