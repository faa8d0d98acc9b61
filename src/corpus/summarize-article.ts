import type { ArticleSummary } from '../model/article.ts'
import { createArticleParser } from './parse-article.ts'
import type { KnownFile } from './parsed-files.ts'
import type { SourceFileSnapshot } from './read-source-file.ts'

/**
 * Creates a function that parses a file and keeps only the summary of its article.
 *
 * @param options.timeZone IANA time zone of dates without a zone
 */
export function createSummarizer(options: { timeZone: string }): (file: SourceFileSnapshot) => KnownFile {
  const parse = createArticleParser(options)
  const toSummary = createSummaryBuilder()
  return (file) => {
    const parsed = parse(file)
    const content = 'article' in parsed ? { article: toSummary(parsed.article) } : parsed
    return { signature: file.signature, digest: file.digest, content }
  }
}

function createSummaryBuilder(): (article: ArticleSummary) => ArticleSummary {
  const intern = createInterner()
  return ({ file, id, title, link, slug, locale, published, updated, topics }) => ({
    file,
    id: detach(id),
    title: detach(title),
    link: link && detach(link),
    slug: slug && detach(slug),
    locale,
    published,
    updated,
    topics: topics.map(intern),
  })
}

/** Creates a function that returns one instance of equal strings; for topic names, which are few. */
export function createInterner(): (name: string) => string {
  const names = new Map<string, string>()
  return (name) => {
    const interned = names.get(name) ?? detach(name)
    names.set(interned, interned)
    return interned
  }
}

/** Copies a string: a substring would keep the whole text in memory. */
function detach(text: string): string {
  return Buffer.from(text).toString()
}
