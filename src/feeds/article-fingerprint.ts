import type { ArticleSummary } from '../model/article.ts'
import type { Corpus } from '../model/corpus.ts'
import { topicsOf } from './topics-of.ts'

/** Differs where anything that documents say of an article differs. */
export type Fingerprint = (article: ArticleSummary) => string

/** Makes the function that fingerprints articles, each once. */
export function createFingerprint(topicByKey: Corpus['topicByKey']): Fingerprint {
  const known = new Map<ArticleSummary, string>()
  return (article) => {
    const before = known.get(article)
    if (before !== undefined) return before
    const { file, digest, updated } = article
    const topics = topicsOf(article, topicByKey).map(({ id, name }) => [id, name])
    const fingerprint = `${digest} ${updated.getTime()} ${JSON.stringify([file, topics])}`
    known.set(article, fingerprint)
    return fingerprint
  }
}
