import type { Article, ArticleSummary } from '../model/article.ts'
import { createArticleParser } from './parse-article.ts'
import type { ParsedFile } from './parsed-files.ts'
import type { SourceFileSnapshot } from './read-source-file.ts'

export interface SummarizerOptions {
  /** IANA time zone of dates without a zone. */
  timeZone: string
  /** Called with each parsed article and the hash of its file. */
  onParsed?: ((article: Article, digest: string) => void) | undefined
}

/** Creates a function that parses a file and keeps only the summary of its article. */
export function createSummarizer({
  onParsed,
  ...options
}: SummarizerOptions): (file: SourceFileSnapshot) => ParsedFile {
  const parse = createArticleParser(options)
  const toSummary = createSummaryBuilder()
  return (file) => {
    const { signature, digest } = file
    const parsed = parse(file)
    if (!('article' in parsed)) return { signature, digest, content: parsed }
    onParsed?.(parsed.article, digest)
    return { signature, digest, content: { article: toSummary(parsed.article, digest) } }
  }
}

function createSummaryBuilder(): (article: Article, digest: string) => ArticleSummary {
  const intern = createInterner()
  return ({ file, id, title, link, slug, locale, published, updated, topics }, digest) => ({
    file,
    id: detach(id),
    title: detach(title),
    link: link && detach(link),
    slug: slug && detach(slug),
    locale,
    published,
    updated,
    topics: topics.map(intern),
    digest,
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
