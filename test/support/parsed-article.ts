import type { CorpusProfile } from '../../src/corpus/corpus-profile.ts'
import { createArticleParser } from '../../src/corpus/parse-article.ts'
import type { Article, ArticleSummary } from '../../src/model/article.ts'
import type { Diagnostic } from '../../src/model/diagnostic.ts'
import { profileOf } from './profile.ts'

interface Where extends Partial<CorpusProfile> {
  path?: string
}

/** Parses an article; throws if there is none. */
export function parsedArticle(text: string, { path = 'a.md', ...profile }: Where = {}): Article {
  const parsed = createArticleParser(profileOf(profile))({ path, text })
  if ('article' in parsed) return parsed.article
  throw new Error(`no article: ${JSON.stringify(parsed)}`)
}

/** Parses an article, which is its own summary too; throws if there is none. */
export function parsedSummary(text: string, where: Where = {}): Article & ArticleSummary {
  return { ...parsedArticle(text, where), digest: text, size: 0 }
}

/** The errors and warnings of a file. */
export function parsedDiagnostics(text: string, { path = 'a.md', ...profile }: Where = {}): Diagnostic[] {
  const parsed = createArticleParser(profileOf(profile))({ path, text })
  return 'diagnostics' in parsed ? parsed.diagnostics : []
}
