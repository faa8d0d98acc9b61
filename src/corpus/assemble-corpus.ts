import type { ArticleSummary } from '../model/article.ts'
import type { Corpus } from '../model/corpus.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import { diagnostic, type Rule } from '../model/rules.ts'
import { mergeTopics } from './merge-topics.ts'
import type { TopicDescription } from './parse-topic.ts'
import type { FileContent } from './parsed-files.ts'

/**
 * Assembles the parsed files into a corpus: drops articles whose id or slug is taken, assigns topic names to topics.
 *
 * @throws FeedmillError `topics-invalid` if the topic files contradict each other
 */
export function assembleCorpus(
  parsed: readonly FileContent[],
  descriptions: readonly TopicDescription[],
  readDiagnostics: readonly Diagnostic[],
): Corpus {
  const diagnostics = [...readDiagnostics]
  const parsedArticles: ArticleSummary[] = []
  let drafts = 0
  for (const result of parsed) {
    if ('article' in result) parsedArticles.push(result.article)
    else if ('diagnostics' in result) diagnostics.push(...result.diagnostics)
    else drafts++
  }
  const articles = dropDuplicates(dropDuplicates(parsedArticles, 'id', diagnostics), 'slug', diagnostics)
  const { topics, topicByKey, diagnostics: topicDiagnostics } = mergeTopics(descriptions, articles)
  return {
    articles,
    topics,
    topicByKey,
    drafts,
    diagnostics: [...diagnostics, ...topicDiagnostics].sort(byFileAndLine),
  }
}

/** Of the articles that share a value, keeps the one published first; if they tie, the first by path. */
function dropDuplicates(articles: ArticleSummary[], field: 'id' | 'slug', diagnostics: Diagnostic[]): ArticleSummary[] {
  const rule: Rule = `${field}-duplicate`
  const oldestByValue = new Map<string, ArticleSummary>()
  let hasDuplicates = false
  for (const article of articles) {
    const value = article[field]
    if (value === undefined) continue
    const oldest = oldestByValue.get(value)
    if (oldest) hasDuplicates = true
    if (!oldest || isOlder(article, oldest)) oldestByValue.set(value, article)
  }
  if (!hasDuplicates) return articles
  return articles.filter((article) => {
    const value = article[field]
    const kept = value !== undefined && oldestByValue.get(value)
    if (!kept || kept === article) return true
    diagnostics.push(
      diagnostic(rule, { file: article.file, field }, `${JSON.stringify(value)} is already used by ${kept.file}`),
    )
    return false
  })
}

function isOlder(a: ArticleSummary, b: ArticleSummary): boolean {
  return a.published.getTime() - b.published.getTime() < 0 || (+a.published === +b.published && a.file < b.file)
}

function byFileAndLine(a: Diagnostic, b: Diagnostic): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1
  return (a.line ?? 0) - (b.line ?? 0)
}
