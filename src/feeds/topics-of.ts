import type { ArticleSummary } from '../model/article.ts'
import type { Corpus } from '../model/corpus.ts'
import type { Topic } from '../model/topic.ts'
import { topicKey } from '../text/slug.ts'

/** The topics of an article, each once, in the order in which it names them; a name without a feed has none. */
export function topicsOf({ topics }: Pick<ArticleSummary, 'topics'>, topicByKey: Corpus['topicByKey']): Topic[] {
  const found: Topic[] = []
  for (const name of topics) {
    const topic = topicByKey.get(topicKey(name))
    if (topic && !found.includes(topic)) found.push(topic)
  }
  return found
}
