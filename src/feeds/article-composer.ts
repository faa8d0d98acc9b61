import type { ArticleSource, Corpus, FeedArticle, ListedArticle } from '../model.ts'
import { composeArticle } from './compose-article.ts'
import { createSummarizer, noSummaries, type PageSummaries, type Summarize } from './summarize-pages.ts'
import { topicsOf } from './topics-of.ts'

/** How many articles are kept ready for the next document that holds them. */
const KEPT = 2048

/** Makes listed articles ready for documents. */
export interface ArticleComposer {
  compose: (article: ListedArticle) => FeedArticle
  /** Differs where anything that documents say of the article differs. */
  fingerprint: (article: ListedArticle) => string
  /** The same of the page at a URL, and when it was last updated. */
  summarize: Summarize
}

/** Articles that are ready by their fingerprints, those that were asked for last at the end. */
export type ReadyArticles = Map<string, FeedArticle>

export interface ComposerOptions {
  topicByKey: Corpus['topicByKey']
  publicUrl: string
  /** What is ready already; what is made is kept there. */
  ready?: ReadyArticles
  /** What pages were in the last run; what they are is kept there. */
  summaries?: PageSummaries
}

/** Makes a composer that reads an article when a document asks for it, and keeps the last ones ready. */
export function createArticleComposer(
  { read, digestOf }: ArticleSource,
  { ready = new Map(), summaries = noSummaries(), ...options }: ComposerOptions,
): ArticleComposer {
  const fingerprints = new Map<ListedArticle, string>()
  const fingerprint = (article: ListedArticle): string => {
    const known = fingerprints.get(article)
    if (known !== undefined) return known
    const topics = topicsOf(article, options.topicByKey).map(({ id, name }) => [id, name])
    const made = `${digestOf(article)} ${article.updated.getTime()} ${JSON.stringify([article.file, topics])}`
    fingerprints.set(article, made)
    return made
  }
  const compose = (article: ListedArticle): FeedArticle => {
    const key = fingerprint(article)
    const made = ready.get(key) ?? composeArticle({ ...read(article), updated: article.updated }, options)
    ready.delete(key)
    ready.set(key, made)
    for (const oldest of ready.keys()) {
      if (ready.size <= KEPT) break
      ready.delete(oldest)
    }
    return made
  }
  return { compose, fingerprint, summarize: createSummarizer(summaries, options.topicByKey, fingerprint) }
}
