import type { Article, ArticleSummary } from '../model/article.ts'
import { isAudioOrVideo } from '../text/media-type.ts'
import type { CorpusProfile } from './corpus-profile.ts'
import { createArticleParser } from './parse-article.ts'
import type { ParsedFile } from './parsed-files.ts'
import type { SourceFileSnapshot } from './read-source-file.ts'

export interface SummarizerOptions {
  profile: CorpusProfile
  /**
   * Measures each article when it is parsed: the most bytes that it takes in a document.
   *
   * @param digest the hash of its file
   */
  measure?: ((article: Article, digest: string) => number) | undefined
}

/** Creates a function that parses a file and keeps only the summary of its article. */
export function createSummarizer({ measure, profile }: SummarizerOptions): (file: SourceFileSnapshot) => ParsedFile {
  const parse = createArticleParser(profile)
  const toSummary = createSummaryBuilder()
  return (file) => {
    const { signature, digest } = file
    const parsed = parse(file)
    if (!('article' in parsed)) return { signature, digest, content: parsed }
    const size = measure?.(parsed.article, digest) ?? 0
    const article = toSummary(parsed.article, { digest, size })
    const { diagnostics } = parsed
    return { signature, digest, content: diagnostics.length > 0 ? { article, diagnostics } : { article } }
  }
}

function createSummaryBuilder(): (article: Article, file: Pick<ArticleSummary, 'digest' | 'size'>) => ArticleSummary {
  const intern = createInterner()
  return (article, { digest, size }) => ({
    file: article.file,
    id: detach(article.id),
    fallbackId: article.fallbackId && detach(article.fallbackId),
    title: detach(article.title),
    link: article.link && detach(article.link),
    slug: article.slug && detach(article.slug),
    aliases: article.aliases?.map(detach),
    locale: article.locale,
    published: article.published,
    updated: article.updated,
    expires: article.expires,
    frontMatter: article.frontMatter,
    topics: article.topics.map(intern),
    digest,
    size,
    ...(article.enclosures.some(({ type }) => isAudioOrVideo(type)) ? { hasMedia: true } : {}),
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
