import type { ArticleSource, Corpus, FeedArticle, ListedArticle } from '../model.ts'
import { composeArticle } from './compose-article.ts'
import { topicsOf } from './topics-of.ts'

/** How many articles are kept ready for the next document that holds them. */
const KEPT = 2048

/** Makes listed articles ready for documents. */
export interface ArticleComposer {
  compose: (article: ListedArticle) => FeedArticle
  /** Differs where anything that documents say of the article differs. */
  fingerprint: (article: ListedArticle) => string
}

/** Makes a composer that reads an article when a document asks for it, and keeps the last ones ready. */
export function createArticleComposer(
  { read, digestOf }: ArticleSource,
  options: { topicByKey: Corpus['topicByKey']; publicUrl: string },
): ArticleComposer {
  const ready = new Map<ListedArticle, FeedArticle>()
  const fingerprints = new Map<ListedArticle, string>()
  const compose = (article: ListedArticle): FeedArticle => {
    const made = ready.get(article) ?? composeArticle({ ...read(article), updated: article.updated }, options)
    ready.delete(article)
    ready.set(article, made)
    for (const oldest of ready.keys()) {
      if (ready.size <= KEPT) break
      ready.delete(oldest)
    }
    return made
  }
  const fingerprint = (article: ListedArticle): string => {
    const known = fingerprints.get(article)
    if (known !== undefined) return known
    const topics = topicsOf(article, options.topicByKey).map(({ id, name }) => [id, name])
    const made = `${digestOf(article)} ${article.updated.getTime()} ${JSON.stringify([article.file, topics])}`
    fingerprints.set(article, made)
    return made
  }
  return { compose, fingerprint }
}
