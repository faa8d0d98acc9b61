import type { ArticleSummary } from '../model/article.ts'
import type { Corpus } from '../model/corpus.ts'
import type { Topic } from '../model/topic.ts'
import { topicKey } from '../text/slug.ts'

/** The topics of an article, without duplicates, in the article's order. A name without a feed has no topic. */
export function topicsOf({ topics }: Pick<ArticleSummary, 'topics'>, topicByKey: Corpus['topicByKey']): Topic[] {
  const result: Topic[] = []
  for (const name of topics) {
    const topic = topicByKey.get(topicKey(name))
    if (topic && !result.includes(topic)) result.push(topic)
  }
  return result
}

/**
 * The names of an article's topics that have no feed, as the author wrote them, without duplicates and without names that are
 * not shown.
 */
export function tagsOf({ topics }: Pick<ArticleSummary, 'topics'>, topicByKey: Corpus['topicByKey']): string[] {
  const byKey = new Map<string, string>()
  for (const name of topics) {
    const key = topicKey(name)
    if (!topicByKey.has(key) && !byKey.has(key)) byKey.set(key, name)
  }
  return [...byKey.values()]
}
