import { createArticleParser } from '../../src/corpus/parse-article.ts'
import type { Article, ArticleSummary } from '../../src/model/article.ts'
import type { Diagnostic } from '../../src/model/diagnostic.ts'

interface Where {
  path?: string
  timeZone?: string
}

/** Parses an article; throws if there is none. */
export function parsedArticle(text: string, { path = 'a.md', timeZone = 'UTC' }: Where = {}): Article {
  const parsed = createArticleParser({ timeZone })({ path, text })
  if ('article' in parsed) return parsed.article
  throw new Error(`no article: ${JSON.stringify(parsed)}`)
}

/** Parses an article, which is its own summary too; throws if there is none. */
export function parsedSummary(text: string, where: Where = {}): Article & ArticleSummary {
  return { ...parsedArticle(text, where), digest: text }
}

/** The diagnostics of a file; empty if it is an article. */
export function parsedDiagnostics(text: string, { path = 'a.md', timeZone = 'UTC' }: Where = {}): Diagnostic[] {
  const parsed = createArticleParser({ timeZone })({ path, text })
  return 'diagnostics' in parsed ? parsed.diagnostics : []
}
