import { LRUCache } from 'lru-cache'
import { createYielder } from '../concurrency/create-yielder.ts'
import type { Fingerprint } from '../feeds/article-fingerprint.ts'
import { composeArticle, composeContent } from '../feeds/compose-article.ts'
import type { Article, ArticleSummary } from '../model/article.ts'
import type { ComposedArticle } from '../model/composed-article.ts'
import type { Corpus } from '../model/corpus.ts'
import type { ParsedContents } from './parsed-contents.ts'

/** How much HTML is kept for the next documents, in characters: articles beyond that are read again. */
const MAX_CHARACTERS = 64 * 1024 * 1024

export interface ArticleLoaderOptions {
  /** Reads a whole article from its file again. */
  read: (article: ArticleSummary) => Article
  /** What this run parsed already. */
  parsed: ParsedContents
  /** What earlier runs of this process composed, by fingerprint; what this run composes is added. */
  composed: LRUCache<string, ComposedArticle> | undefined
  fingerprint: Fingerprint
  topicByKey: Corpus['topicByKey']
  publicUrl: string
  signal: AbortSignal | undefined
}

/** Loads and composes the articles of a document, in its order. */
export type ArticleLoader = (articles: readonly ArticleSummary[]) => Promise<ComposedArticle[]>

/**
 * Makes the function that loads articles for documents, which ask in the order of their oldest articles: an article that
 * is older than those of a document is not asked for again, so that few are in memory at a time.
 */
export function createArticleLoader({
  read,
  parsed,
  composed,
  fingerprint,
  signal,
  ...options
}: ArticleLoaderOptions): ArticleLoader {
  const held = new LRUCache<ArticleSummary, ComposedArticle>({
    maxSize: MAX_CHARACTERS,
    sizeCalculation: ({ contentHtml }) => Math.max(contentHtml.length, 1),
  })
  const yieldIfDue = createYielder(signal)
  const compose = (article: ArticleSummary): ComposedArticle => {
    // A copy, since a part of the text of a file would keep all of it in memory.
    const content = parsed.take(article) ?? structuredClone(composeContent(read(article), options))
    return composeArticle(content, article, options)
  }
  const loadArticle = (article: ArticleSummary): ComposedArticle => {
    const known = held.get(article) ?? composed?.get(fingerprint(article)) ?? compose(article)
    held.set(article, known)
    composed?.set(fingerprint(article), known)
    return known
  }
  const loadPage = async (articles: readonly ArticleSummary[]): Promise<ComposedArticle[]> => {
    const oldest = articles.at(-1)?.published ?? 0
    for (const article of held.keys()) if (article.published < oldest) held.delete(article)
    const loaded: ComposedArticle[] = []
    for (const article of articles) {
      loaded.push(loadArticle(article))
      const pause = yieldIfDue()
      if (pause) await pause
    }
    return loaded
  }
  let page: { articles: readonly ArticleSummary[]; loaded: Promise<ComposedArticle[]> } | undefined
  return (articles) => {
    // Every format holds the same page, however long it is.
    if (page?.articles !== articles) page = { articles, loaded: loadPage(articles) }
    return page.loaded
  }
}
