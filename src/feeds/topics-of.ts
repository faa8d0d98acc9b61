import { topicKey } from '../corpus/slug.ts'
import type { Corpus, ListedArticle, Topic } from '../model.ts'

/** The topics of an article, each once, in the order in which it names them; a name without a feed has none. */
export function topicsOf({ topics }: Pick<ListedArticle, 'topics'>, topicByKey: Corpus['topicByKey']): Topic[] {
  const found: Topic[] = []
  for (const name of topics) {
    const topic = topicByKey.get(topicKey(name))
    if (topic && !found.includes(topic)) found.push(topic)
  }
  return found
}
