import type { ArticleSummary } from '../model/article.ts'
import { createArticleParser } from './parse-article.ts'
import type { KnownFile } from './parsed-files.ts'
import type { SourceFileSnapshot } from './read-source-file.ts'

/**
 * Makes the function that says of a file what is to be kept of it: of an article no more than what lists it.
 *
 * @param options.timeZone IANA name of the zone of dates that are written without one
 */
export function createSummarizer(options: { timeZone: string }): (file: SourceFileSnapshot) => KnownFile {
  const parse = createArticleParser(options)
  const keep = createSummaryBuilder()
  return (file) => {
    const parsed = parse(file)
    const content = 'article' in parsed ? { article: keep(parsed.article) } : parsed
    return { signature: file.signature, digest: file.digest, content }
  }
}

/** Makes the function that keeps of an article what lists it. */
function createSummaryBuilder(): (article: ArticleSummary) => ArticleSummary {
  const share = createInterner()
  return ({ file, id, title, link, slug, locale, published, updated, topics }) => ({
    file,
    id: detach(id),
    title: detach(title),
    link: link && detach(link),
    slug: slug && detach(slug),
    locale,
    published,
    updated,
    topics: topics.map(share),
  })
}

/** Makes the function that keeps names of topics, few as they are, once. */
export function createInterner(): (name: string) => string {
  const names = new Map<string, string>()
  return (name) => {
    const known = names.get(name) ?? detach(name)
    names.set(known, known)
    return known
  }
}

/** The same text by itself: a part of a longer text would keep all of that in memory. */
function detach(text: string): string {
  return Buffer.from(text).toString()
}
