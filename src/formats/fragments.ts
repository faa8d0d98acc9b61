import type { Feed, FeedArticle } from '../model.ts'

/** What articles say in one format, each as the text that stands in every document that holds it. */
export type Fragments = WeakMap<FeedArticle, Map<string, string>>

/** A document in parts: what each of its articles says, and the text around them. */
export interface Parts {
  head: string
  articles: string[]
  tail: string
}

/**
 * The parts of a document, of which only those are made that no document before had.
 *
 * What an article says depends on itself and on two things of the feed alone: its language, which an article in another
 * one names, and where the extension of JSON is described.
 *
 * @param render makes the document as if it held these articles alone
 */
export function reuseFragments(
  fragments: Fragments,
  { language, extensionUrl }: Feed,
  articles: readonly FeedArticle[],
  render: (fresh: readonly FeedArticle[]) => Parts,
): Parts {
  const variant = (article: FeedArticle) => `${extensionUrl} ${article.language === language}`
  const fresh = articles.filter((article) => !fragments.get(article)?.has(variant(article)))
  const made = render(fresh)
  for (const [index, article] of fresh.entries()) {
    const known = fragments.get(article) ?? new Map<string, string>()
    fragments.set(article, known.set(variant(article), made.articles[index] ?? ''))
  }
  const text = (article: FeedArticle) => fragments.get(article)?.get(variant(article)) ?? ''
  return { ...made, articles: articles.map(text) }
}
