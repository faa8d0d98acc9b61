import type { ArticleSummary } from './article.ts'
import type { Diagnostic } from './diagnostic.ts'
import type { Topic } from './topic.ts'

/** Everything that was understood of the corpus. */
export interface Corpus {
  articles: ArticleSummary[]
  topics: Topic[]
  /** The topic of each name that articles use, by {@link topicKey}; a name without a feed is not in it. */
  topicByKey: ReadonlyMap<string, Topic>
  /** How many articles say `published: false`. */
  drafts: number
  diagnostics: Diagnostic[]
}
