import { topicKey } from '../corpus/slug.ts'
import type { Corpus, ListedArticle, Topic } from '../model.ts'

/** The topics of an article, each once, in the order in which it names them; a name without a feed has none. */
export function topicsOf({ topics }: Pick<ListedArticle, 'topics'>, topicByKey: Corpus['topicByKey']): Topic[] {
  const found = new Set(topics.map((name) => topicByKey.get(topicKey(name))))
  return [...found].filter((topic) => topic !== undefined)
}
