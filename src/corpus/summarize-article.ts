import type { Article, ArticleSummary, Facets, Reference } from '../model/article.ts'
import { isAudioOrVideo } from '../text/media-type.ts'
import { percentDecoded } from '../text/percent-decoded.ts'
import type { CorpusProfile } from './corpus-profile.ts'
import { internFacets } from './intern-facets.ts'
import { createArticleParser } from './parse-article.ts'
import type { ParsedFile } from './parsed-files.ts'
import type { SourceFileSnapshot } from './read-source-file.ts'

/** How many references of an article are searched for in its file. */
const MAX_LOCATED = 100

export interface SummarizerOptions {
  profile: CorpusProfile
  /** Composes each article when it is parsed; its file has the hash. */
  compose?: ((article: Article, digest: string) => Composition) | undefined
}

/** What is known of an article once it is composed. */
export interface Composition {
  /** What its content names of the corpus. */
  references: readonly string[]
  /** The most bytes that it takes in a document. */
  size: number
  /** If they are needed. */
  facets?: Facets
}

/** Creates a function that parses a file and keeps only the summary of its article. */
export function createSummarizer({ compose, profile }: SummarizerOptions): (file: SourceFileSnapshot) => ParsedFile {
  const parse = createArticleParser(profile)
  const toSummary = createSummaryBuilder()
  return (file) => {
    const { signature, digest } = file
    const parsed = parse(file)
    if (!('article' in parsed)) return { signature, digest, content: parsed }
    const { references, size, facets }: Composition = compose?.(parsed.article, digest) ?? { references: [], size: 0 }
    const article = toSummary(parsed.article, { digest, size, facets })
    if (references.length > 0) article.references = locateReferences(references, file.text)
    const { diagnostics } = parsed
    return { signature, digest, content: diagnostics.length > 0 ? { article, diagnostics } : { article } }
  }
}

function createSummaryBuilder(): (
  article: Article,
  file: Pick<ArticleSummary, 'digest' | 'size' | 'facets'>,
) => ArticleSummary {
  const intern = createInterner()
  return (article, { digest, size, facets }) => ({
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
    ...(facets && { facets: internFacets({ ...facets, excerpt: facets.excerpt && detach(facets.excerpt) }, intern) }),
  })
}

/** References, the first of them with the lines that they are on. */
function locateReferences(references: readonly string[], text: string): Reference[] {
  return references.map((target, index) => {
    const line = index < MAX_LOCATED ? lineOf(target.replace(/^\.\//, ''), text) : undefined
    return line === undefined ? { target } : { target, line }
  })
}

/** The first line with a path, percent-encoded or not; undefined if the author wrote it in another way. */
function lineOf(path: string, text: string): number | undefined {
  const [written] = path.split(/[?#]/, 1)
  for (const form of [path, written ?? path, percentDecoded(written ?? path)]) {
    const at = text.indexOf(form)
    if (at >= 0) return text.slice(0, at).split('\n').length
  }
  return undefined
}

/** Creates a function that returns one instance of equal strings; for names, which are few. */
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
