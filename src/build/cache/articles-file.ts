import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { createYielder } from '../../concurrency/create-yielder.ts'
import { internFacets } from '../../corpus/intern-facets.ts'
import type { FileContent, ParsedFile, ParsedFiles } from '../../corpus/parsed-files.ts'
import type { FileSystem } from '../../file-system.ts'
import type { ArticleSummary } from '../../model/article.ts'
import type { Diagnostic } from '../../model/diagnostic.ts'
import type { IgnoredReason } from '../../model/ignored-reason.ts'
import { parseUrl } from '../../text/canonical-url.ts'
import { replaceFile } from './replace-file.ts'

const FILE = 'articles.jsonl'

/** Lines to read or write at a time, so that others get their turn. */
const BATCH_LINES = 200

interface CacheFile {
  cacheKey: string
  fileSystem: FileSystem
  signal: AbortSignal | undefined
}

/**
 * Loads the parsed article files: a line with the cache key, a line per file, and a line with the hash of all lines before.
 * Returns nothing if it is damaged or has another key. Links are validated again, because pages contain them.
 */
export async function loadArticles(folder: string, { cacheKey, fileSystem, signal }: CacheFile): Promise<ParsedFiles> {
  const parsedFiles: ParsedFiles = new Map()
  try {
    const text = await fileSystem.readText(join(folder, FILE))
    const end = text.lastIndexOf('\n', text.length - 2) + 1
    if (text.slice(end).trimEnd() !== createHash('sha256').update(text.slice(0, end)).digest('hex')) return new Map()
    const [key, ...lines] = text.slice(0, end - 1).split('\n')
    if (key !== cacheKey) return new Map()
    const names = new Map<string, string>()
    const yieldIfDue = createYielder(signal)
    for (const [index, line] of lines.entries()) {
      const [path, file] = parseLine(line, names)
      parsedFiles.set(path, file)
      if (index % BATCH_LINES === 0) await yieldIfDue()
    }
    return parsedFiles
  } catch {
    signal?.throwIfAborted()
    return new Map()
  }
}

export async function saveArticles(
  folder: string,
  parsedFiles: ParsedFiles,
  { cacheKey, fileSystem, signal }: CacheFile,
): Promise<void> {
  await replaceFile(join(folder, FILE), formatLines(parsedFiles, { cacheKey, signal }), fileSystem)
}

/** Yields some lines at a time, so that they are never all in memory. */
function* formatLines(
  parsedFiles: ParsedFiles,
  { cacheKey, signal }: Pick<CacheFile, 'cacheKey' | 'signal'>,
): Generator<string> {
  const hash = createHash('sha256')
  let lines = `${cacheKey}\n`
  let count = 0
  for (const [path, file] of parsedFiles) {
    lines += `${formatLine(path, file)}\n`
    if (++count % BATCH_LINES !== 0) continue
    signal?.throwIfAborted()
    hash.update(lines)
    yield lines
    lines = ''
  }
  hash.update(lines)
  yield `${lines}${hash.digest('hex')}\n`
}

/** Replaces a link that is equal to the id. */
const SAME_AS_ID = ''

type Line = [path: string, signature: string, digest: string, ...content: unknown[]]

function formatLine(path: string, { signature, digest, content }: ParsedFile): string {
  const line: Line = [path, signature, digest]
  if ('article' in content) {
    const { id, title, link, slug, locale, published, updated, size, topics } = content.article
    const numbers = [published.getTime(), updated.getTime(), size]
    line.push(id, title, link === id ? SAME_AS_ID : link, slug, locale, ...numbers, rareFields(content), ...topics)
  } else if ('ignored' in content) line.push({ ignored: content.ignored })
  else line.push(content.diagnostics)
  return JSON.stringify(line)
}

/** What few articles have; 0 if there is nothing. */
function rareFields({ article, diagnostics }: Extract<FileContent, { article: unknown }>): RareFields | 0 {
  const { fallbackId, aliases, expires, frontMatter, hasMedia, references, facets } = article
  const hasAny =
    fallbackId !== undefined || aliases || expires || frontMatter || hasMedia || references || facets || diagnostics
  return hasAny
    ? { fallbackId, aliases, expires: expires?.getTime(), frontMatter, hasMedia, references, facets, diagnostics }
    : 0
}

interface RareFields {
  fallbackId?: string | undefined
  aliases?: string[] | undefined
  expires?: number | undefined
  frontMatter?: ArticleSummary['frontMatter']
  hasMedia?: ArticleSummary['hasMedia']
  references?: ArticleSummary['references']
  facets?: ArticleSummary['facets']
  diagnostics?: Diagnostic[] | undefined
}

/** @param names of topics, authors and others that many articles have, so that each is in memory only once */
function parseLine(line: string, names: Map<string, string>): [path: string, file: ParsedFile] {
  const [path, signature, digest, first, ...rest] = JSON.parse(line) as Line
  if (Array.isArray(first)) return [path, { signature, digest, content: { diagnostics: first } }]
  if (typeof first === 'object') {
    return [path, { signature, digest, content: first as { ignored: IgnoredReason } }]
  }
  const [title, link, slug, locale, published, updated, size, rare, ...topics] = rest
  const { fallbackId, aliases, expires, frontMatter, hasMedia, references, facets, diagnostics } = (rare ||
    {}) as RareFields
  const intern = (name: string) => {
    const known = names.get(name) ?? name
    names.set(known, known)
    return known
  }
  const optional = (value: unknown) => (value === null ? undefined : text(value))
  const article: ArticleSummary = {
    file: text(path),
    id: text(first),
    fallbackId,
    title: text(title),
    link: validUrl(link === SAME_AS_ID ? text(first) : optional(link)),
    slug: optional(slug),
    aliases,
    locale: optional(locale),
    published: instant(published),
    updated: instant(updated),
    expires: expires === undefined ? undefined : instant(expires),
    frontMatter,
    references,
    digest,
    size: wholeNumber(size),
    ...(hasMedia ? { hasMedia } : {}),
    ...(facets && { facets: internFacets(facets, intern) }),
    topics: topics.map((topic) => intern(text(topic))),
  }
  return [path, { signature, digest, content: diagnostics ? { article, diagnostics } : { article } }]
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError('not a string')
  return value
}

function instant(value: unknown): Date {
  return new Date(wholeNumber(value))
}

function wholeNumber(value: unknown): number {
  if (!Number.isSafeInteger(value)) throw new TypeError('not a whole number')
  return value as number
}

function validUrl(link: string | undefined): string | undefined {
  if (link === undefined) return undefined
  const parsed = parseUrl(link)
  if (typeof parsed === 'string' || parsed.href !== link) throw new TypeError('not a canonical URL')
  return link
}
