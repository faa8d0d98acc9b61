import type { ArticleSummary } from './article.ts'
import type { Diagnostic } from './diagnostic.ts'
import type { IgnoredReason } from './ignored-reason.ts'
import type { NamedMix } from './named-mix.ts'
import type { Topic } from './topic.ts'

/** The parsed corpus. */
export interface Corpus {
  articles: ArticleSummary[]
  topics: Topic[]
  /** The mixes that files describe, ordered by id. */
  mixes: NamedMix[]
  /**
   * Topics by {@link topicKey} of the names that articles use; undefined for names that are not shown. All other names have no
   * feed, and are shown as the author wrote them.
   */
  topicByKey: ReadonlyMap<string, Topic | undefined>
  /** The number of files that are no articles, by reason. */
  ignored: Partial<Record<IgnoredReason, number>>
  diagnostics: Diagnostic[]
}
