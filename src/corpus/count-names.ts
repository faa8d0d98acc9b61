import type { ArticleSummary } from '../model/article.ts'
import { topicKey } from '../text/slug.ts'

/** A topic name that articles use, in its most common spelling, and the first file that uses it. */
export interface UsedName {
  key: string
  name: string
  articles: number
  file: string
}

/**
 * Counts the articles of each topic name. The spelling is the most common one; of equally common ones the first by code point,
 * so capitals come before small letters, and blanks before hyphens.
 */
export function countNames(articles: readonly ArticleSummary[]): UsedName[] {
  const names = new Map<
    string,
    { articles: number; file: string; last: ArticleSummary; spellings: Map<string, number> }
  >()
  for (const article of articles) {
    for (const name of article.topics) {
      const key = topicKey(name)
      const used = names.get(key)
      if (!used) names.set(key, { articles: 1, file: article.file, last: article, spellings: new Map([[name, 1]]) })
      else if (used.last !== article) {
        used.articles++
        used.last = article
        used.spellings.set(name, (used.spellings.get(name) ?? 0) + 1)
        if (article.file < used.file) used.file = article.file
      }
    }
  }
  return [...names].map(([key, { articles, file, spellings }]) => ({
    key,
    articles,
    file,
    name: mostCommon(spellings),
  }))
}

function mostCommon(spellings: ReadonlyMap<string, number>): string {
  const [first] = [...spellings].sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1))
  return first?.[0] ?? ''
}
