import type { ArticleSummary } from './article.ts'
import type { Diagnostic } from './diagnostic.ts'
import type { Topic } from './topic.ts'

/** The parsed corpus. */
export interface Corpus {
  articles: ArticleSummary[]
  topics: Topic[]
  /** Topics by {@link topicKey} of the names that articles use; without names that have no feed. */
  topicByKey: ReadonlyMap<string, Topic>
  /** Number of articles with `published: false`. */
  drafts: number
  diagnostics: Diagnostic[]
}
