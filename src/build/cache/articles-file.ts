import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { createYielder } from '../../concurrency/create-yielder.ts'
import type { KnownFile, ParsedFiles } from '../../corpus/parsed-files.ts'
import type { FileSystem } from '../../file-system.ts'
import type { ArticleSummary } from '../../model/article.ts'
import { parseUrl } from '../../text/canonical-url.ts'
import { replaceFile } from './replace-file.ts'

const FILE = 'articles.jsonl'

/** How many lines are read or written at a time, so that others have their turn between. */
const LINES = 200

interface Where {
  cacheKey: string
  fileSystem: FileSystem
  signal: AbortSignal | undefined
}

/**
 * What is known of each article file: a line with the key of the cache, a line for each file, and a line with the hash of
 * all those before. Nothing where it is damaged or has another key. Links are checked again, since pages show them.
 */
export async function loadArticles(folder: string, { cacheKey, fileSystem, signal }: Where): Promise<ParsedFiles> {
  const parsedFiles: ParsedFiles = new Map()
  try {
    const text = await fileSystem.readText(join(folder, FILE))
    const end = text.lastIndexOf('\n', text.length - 2) + 1
    if (text.slice(end).trimEnd() !== createHash('sha256').update(text.slice(0, end)).digest('hex')) return new Map()
    const [found, ...lines] = text.slice(0, end - 1).split('\n')
    if (found !== cacheKey) return new Map()
    const names = new Map<string, string>()
    const yieldIfDue = createYielder(signal)
    for (const [index, line] of lines.entries()) {
      const [path, known] = readLine(line, names)
      parsedFiles.set(path, known)
      if (index % LINES === 0) await yieldIfDue()
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
  { cacheKey, fileSystem, signal }: Where,
): Promise<void> {
  await replaceFile(join(folder, FILE), writeLines(parsedFiles, { cacheKey, signal }), fileSystem)
}

/** Some lines at a time, so that they are never in memory all at once. */
function* writeLines(
  parsedFiles: ParsedFiles,
  { cacheKey, signal }: Pick<Where, 'cacheKey' | 'signal'>,
): Generator<string> {
  const hash = createHash('sha256')
  let lines = `${cacheKey}\n`
  let count = 0
  for (const [path, known] of parsedFiles) {
    lines += `${writeLine(path, known)}\n`
    if (++count % LINES !== 0) continue
    signal?.throwIfAborted()
    hash.update(lines)
    yield lines
    lines = ''
  }
  hash.update(lines)
  yield `${lines}${hash.digest('hex')}\n`
}

/** Stands for a link that is the id. */
const SAME_AS_ID = ''

type Line = [path: string, signature: string, digest: string, ...content: unknown[]]

function writeLine(path: string, { signature, digest, content }: KnownFile): string {
  const line: Line = [path, signature, digest]
  if ('article' in content) {
    const { id, title, link, slug, locale, published, updated, topics } = content.article
    line.push(
      id,
      title,
      link === id ? SAME_AS_ID : link,
      slug,
      locale,
      published.getTime(),
      updated.getTime(),
      ...topics,
    )
  } else if ('diagnostics' in content) line.push(content.diagnostics)
  return JSON.stringify(line)
}

/** @param names each name of a topic, so that it is in memory once */
function readLine(line: string, names: Map<string, string>): [path: string, known: KnownFile] {
  const [path, signature, digest, first, ...rest] = JSON.parse(line) as Line
  if (first === undefined) return [path, { signature, digest, content: { isDraft: true } }]
  if (Array.isArray(first)) return [path, { signature, digest, content: { diagnostics: first } }]
  const [title, link, slug, locale, published, updated, ...topics] = rest
  const optional = (value: unknown) => (value === null ? undefined : text(value))
  const article: ArticleSummary = {
    file: text(path),
    id: text(first),
    title: text(title),
    link: checkedUrl(link === SAME_AS_ID ? text(first) : optional(link)),
    slug: optional(slug),
    locale: optional(locale),
    published: instant(published),
    updated: instant(updated),
    digest,
    topics: topics.map((topic) => {
      const name = names.get(text(topic)) ?? text(topic)
      names.set(name, name)
      return name
    }),
  }
  return [path, { signature, digest, content: { article } }]
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError('no text')
  return value
}

function instant(value: unknown): Date {
  if (!Number.isSafeInteger(value)) throw new TypeError('no instant')
  return new Date(value as number)
}

function checkedUrl(link: string | undefined): string | undefined {
  if (link === undefined) return undefined
  const parsed = parseUrl(link)
  if (typeof parsed === 'string' || parsed.href !== link) throw new TypeError('no URL')
  return link
}
