import type { ListedArticle } from './article.ts'
import type { Problem } from './diagnostic.ts'
import type { Topic } from './topic.ts'

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
