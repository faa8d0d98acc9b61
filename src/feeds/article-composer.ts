import { LRUCache } from 'lru-cache'
import type { ArticleSource, ArticleSummary } from '../model/article.ts'
import type { ComposedArticle } from '../model/composed-article.ts'
import type { Corpus } from '../model/corpus.ts'
import { composeArticle } from './compose-article.ts'
import { createSummarizer, noSummaries, type PageSummaries, type Summarize } from './page-summary.ts'
import { topicsOf } from './topics-of.ts'

/**
 * How many articles are kept ready for the next document that holds them, and how much of their HTML, in characters. What
 * they say in each format is kept as long.
 */
const MOST_ARTICLES = 2048
const MOST_HTML = 64 * 1024 * 1024

/** The same from run to run: enough for the newest articles, which the next run puts into documents again. */
const LASTING_HTML = 16 * 1024 * 1024

/** Makes listed articles ready for documents. */
export interface ArticleComposer {
  compose: (article: ArticleSummary) => ComposedArticle
  /** The same of all that a page lists, which are kept until another page is asked for: every format holds them. */
  composePage: (listed: readonly ArticleSummary[]) => readonly ComposedArticle[]
  /** Differs where anything that documents say of the article differs. */
  fingerprint: (article: ArticleSummary) => string
  /** The same of the page at a URL, and when it was last updated. */
  summarize: Summarize
}

/** The articles that were put into documents last, by their fingerprints. */
export type ReadyArticles = LRUCache<string, ComposedArticle>

/** No articles yet. */
export function noArticles(): ReadyArticles {
  return new LRUCache({
    max: MOST_ARTICLES,
    maxSize: MOST_HTML,
    sizeCalculation: ({ contentHtml }) => Math.max(contentHtml.length, 1),
  })
}

/** Lets go, once a run is over, of long articles that the next one will hardly ask for. */
export function trim(ready: ReadyArticles): void {
  while (ready.calculatedSize > LASTING_HTML) ready.pop()
}

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
  { ready = noArticles(), summaries = noSummaries(), ...options }: ComposerOptions,
): ArticleComposer {
  const fingerprints = new Map<ArticleSummary, string>()
  const fingerprint = (article: ArticleSummary): string => {
    const known = fingerprints.get(article)
    if (known !== undefined) return known
    const topics = topicsOf(article, options.topicByKey).map(({ id, name }) => [id, name])
    const made = `${digestOf(article)} ${article.updated.getTime()} ${JSON.stringify([article.file, topics])}`
    fingerprints.set(article, made)
    return made
  }
  const compose = (article: ArticleSummary): ComposedArticle => {
    const key = fingerprint(article)
    const known = ready.get(key)
    if (known) return known
    // A copy: a part of the text of a file would keep all of it in memory.
    const made = structuredClone(composeArticle({ ...read(article), updated: article.updated }, options))
    ready.set(key, made)
    return made
  }
  let page: { listed: readonly ArticleSummary[]; articles: readonly ComposedArticle[] } | undefined
  const composePage = (listed: readonly ArticleSummary[]): readonly ComposedArticle[] => {
    if (page?.listed !== listed) page = { listed, articles: listed.map(compose) }
    return page.articles
  }
  return { compose, composePage, fingerprint, summarize: createSummarizer(summaries, options.topicByKey, fingerprint) }
}
