import { createArticleParser } from '../../src/corpus/parse-article.ts'
import type { Article } from '../../src/model/article.ts'
import type { Diagnostic } from '../../src/model/diagnostic.ts'

interface Where {
  path?: string
  timeZone?: string
}

/** The article in the text of a file; fails where there is none. */
export function parsedArticle(text: string, { path = 'a.md', timeZone = 'UTC' }: Where = {}): Article {
  const parsed = createArticleParser({ timeZone })({ path, text })
  if ('article' in parsed) return parsed.article
  throw new Error(`no article: ${JSON.stringify(parsed)}`)
}

/** The problems of the text of a file; none where it is an article. */
export function parsedProblems(text: string, { path = 'a.md', timeZone = 'UTC' }: Where = {}): Diagnostic[] {
  const parsed = createArticleParser({ timeZone })({ path, text })
  return 'diagnostics' in parsed ? parsed.diagnostics : []
}
