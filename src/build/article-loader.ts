import { LRUCache } from 'lru-cache'
import { createYielder } from '../concurrency/create-yielder.ts'
import type { Fingerprint } from '../feeds/article-fingerprint.ts'
import { type ComposeOptions, type CorpusContext, composeArticle, composeContent } from '../feeds/compose-article.ts'
import type { Article, ArticleSummary } from '../model/article.ts'
import type { ArticleContent, ComposedArticle } from '../model/composed-article.ts'
import type { ParsedContents } from './parsed-contents.ts'

/** The size of the cache of composed articles, in characters of HTML. Other articles are read again. */
const MAX_CHARACTERS = 64 * 1024 * 1024

export interface ArticleLoaderOptions {
  /** Reads a whole article from its file again. */
  read: (article: ArticleSummary) => Article
  /** The contents of articles that stay as they are published, because their files are being written, by file. */
  published: ReadonlyMap<string, ArticleContent>
  /** Contents that this run has already parsed. */
  contents: ParsedContents
  /** Articles composed by earlier runs of this process, by fingerprint. This run adds its own. */
  composed: LRUCache<string, ComposedArticle> | undefined
  fingerprint: Fingerprint
  composeOptions: ComposeOptions
  corpus: CorpusContext
  signal: AbortSignal | undefined
}

/** Loads and composes the articles of a document, in its order. */
export type ArticleLoader = (articles: readonly ArticleSummary[]) => Promise<ComposedArticle[]>

/**
 * Creates a function that loads articles for documents, which must be loaded in order of their oldest articles: articles older
 * than those of the current document are released, so that few are in memory at a time. The items that formats render for an
 * article are released with it.
 */
export function createArticleLoader({
  read,
  published,
  contents,
  composed,
  fingerprint,
  composeOptions,
  corpus,
  signal,
}: ArticleLoaderOptions): ArticleLoader {
  const recent = new LRUCache<ArticleSummary, ComposedArticle>({
    maxSize: MAX_CHARACTERS,
    sizeCalculation: ({ contentHtml }) => Math.max(contentHtml.length, 1),
  })
  const yieldIfDue = createYielder(signal)
  const compose = (article: ArticleSummary): ComposedArticle => {
    // Cloned, because a substring of a file's text would keep all of it in memory.
    const content =
      published.get(article.file) ??
      contents.read(article) ??
      structuredClone(composeContent(read(article), composeOptions))
    return composeArticle(content, article, corpus)
  }
  const loadArticle = (article: ArticleSummary): ComposedArticle => {
    const loaded = recent.get(article) ?? composed?.get(fingerprint(article)) ?? compose(article)
    recent.set(article, loaded)
    composed?.set(fingerprint(article), loaded)
    return loaded
  }
  const loadPage = async (articles: readonly ArticleSummary[]): Promise<ComposedArticle[]> => {
    const oldest = articles.at(-1)?.published ?? 0
    for (const article of recent.keys()) if (article.published < oldest) recent.delete(article)
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
    // All formats of a page have the same articles.
    if (page?.articles !== articles) page = { articles, loaded: loadPage(articles) }
    return page.loaded
  }
}
