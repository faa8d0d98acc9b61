import type { ArticleSummary } from '../model/article.ts'
import type { Corpus } from '../model/corpus.ts'
import type { ResolvedReferences } from './resolve-references.ts'
import { tagsOf, topicsOf } from './topics-of.ts'

/** A fingerprint that changes when anything changes that documents say about an article. */
export type Fingerprint = (article: ArticleSummary) => string

/** Creates a function that fingerprints each article once. */
export function createFingerprint(
  topicByKey: Corpus['topicByKey'],
  resolved: ResolvedReferences = new Map(),
): Fingerprint {
  const fingerprints = new Map<ArticleSummary, string>()
  return (article) => {
    const existing = fingerprints.get(article)
    if (existing !== undefined) return existing
    const { file, id, slug, digest, updated } = article
    const topics = topicsOf(article, topicByKey).map(({ id, name }) => [id, name])
    const urls = [...(resolved.get(file) ?? [])]
    const shown = [file, id, slug, topics, tagsOf(article, topicByKey), ...urls]
    const fingerprint = `${digest} ${updated.getTime()} ${JSON.stringify(shown)}`
    fingerprints.set(article, fingerprint)
    return fingerprint
  }
}
