import { setTimeout } from 'node:timers/promises'
import { createYielder } from '../concurrency/create-yielder.ts'
import { FeedmillError } from '../errors.ts'
import type { ArticleSummary } from '../model/article.ts'
import type { Corpus } from '../model/corpus.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import { diagnostic } from '../model/rules.ts'
import { assembleCorpus, type CorpusParts } from './assemble-corpus.ts'
import type { CorpusProfile } from './corpus-profile.ts'
import { readMisplacedTopics } from './misplaced-topics.ts'
import { parseMix } from './parse-mix.ts'
import { parseTopic } from './parse-topic.ts'
import type { FileContent, ParsedFiles } from './parsed-files.ts'
import { readSourceFile, SETTLE_MS, type SourceFileSnapshot } from './read-source-file.ts'
import { type ScannedFiles, scanFiles } from './scan-files.ts'
import { selectFiles } from './select-files.ts'
import { createSummarizer, type SummarizerOptions } from './summarize-article.ts'

/** How often a file that is being written is read before it is left to the next run. */
const MAX_READS = 5

export interface LoadOptions extends Pick<CorpusParts, 'publishedTopics' | 'isPublishedMix' | 'publishedAs'> {
  profile: CorpusProfile
  /** What is wrong with the configuration of the site. */
  diagnostics?: readonly Diagnostic[]
  /** Articles with later dates do not count for topics; by default now. */
  dueBy?: Date
  now: () => Date
  /** Whether an article is already published, so that it must not be skipped while it is being written. */
  isPublished: (path: string) => boolean
  /** The article of a file as it is published, if that is known. It is used while the file is being written. */
  lastPublished?: ((path: string) => ArticleSummary | undefined) | undefined
  /** The files and their signatures, if already scanned. */
  files?: ScannedFiles
  /** Files that the watcher reported: they are read at once; {@link ArticleSource.confirm} later checks that they settled. */
  changedFiles?: ReadonlySet<string> | undefined
  /** Files that earlier runs parsed. This run adds the files that it reads, and removes missing ones. */
  parsedFiles?: ParsedFiles
  /** Whether articles that earlier runs parsed without facets are parsed again. */
  needsFacets?: boolean
  /** Parses many files in parallel and adds them to `parsedFiles`. */
  parseAhead?: ((paths: readonly string[]) => Promise<void>) | undefined
  /** Composes each article that this thread parses. */
  compose?: SummarizerOptions['compose']
  /** Ends the run. */
  signal?: AbortSignal | undefined
  /** Called with the number of files read so far. */
  onProgress?: Progress | undefined
}

const NO_ARTICLES = diagnostic('content-empty', { file: '' }, 'has no articles', { severity: 'warning' })

export type Progress = (done: number, total: number) => void

/**
 * Reads and parses the articles, topics and mixes in a folder; unchanged articles are not read again. A file that is being written
 * is retried. If it does not settle, a new article is left to the next run; a published article stays as it is published, or
 * ends the run if that is not known, as a topic or a mix does.
 * A file that was deleted since it was listed is ignored.
 *
 * @throws FeedmillError `content-dir-unreadable` or `corpus-changing`
 */
export async function loadCorpus(contentDir: string, options: LoadOptions): Promise<Corpus> {
  const { parsedFiles = new Map(), signal } = options
  const files = options.files ?? (await scanFiles(contentDir, { signal }))
  const { topics: topicPaths, signatures } = files
  const { articles, ignored } = selectFiles(files.articles, options.profile, options.isPublished)
  const described = { ...options, isPublished: () => true }
  const topics = await readAll(contentDir, topicPaths, parseTopic, described)
  const mixes = await readAll(contentDir, files.mixes, parseMix, described)
  const lastPublished = (path: string): FileContent | undefined => {
    const article = options.lastPublished?.(path)
    return article && { article, diagnostics: [unsettled(path)] }
  }
  const ofDescriptions = [...topics, ...mixes].flatMap(({ diagnostics }) => diagnostics.map(asWarning))
  const descriptions = topics.flatMap((topic) =>
    'description' in topic && topic.description ? [topic.description] : [],
  )
  dropMissing(parsedFiles, signatures)
  const summarize = createSummarizer(options)
  const parseAndCache = (file: SourceFileSnapshot): FileContent => {
    const parsed = summarize(file)
    parsedFiles.set(file.path, parsed)
    return parsed.content
  }
  const cachedContent = (path: string): FileContent | undefined => {
    const cached = parsedFiles.get(path)
    if (!cached || cached.signature !== signatures.get(path)) return undefined
    const { content } = cached
    return options.needsFacets && 'article' in content && !content.article.facets ? undefined : content
  }
  const unchanged: FileContent[] = []
  const uncached: string[] = []
  const yieldIfDue = createYielder(signal)
  for (const path of articles) {
    const content = cachedContent(path)
    if (content) unchanged.push(content)
    else uncached.push(path)
    const pause = yieldIfDue()
    if (pause) await pause
  }
  await options.parseAhead?.(uncached)
  const read = await readAll(contentDir, uncached, parseAndCache, options, { cachedContent, lastPublished })
  const misplaced = readMisplacedTopics(contentDir, files, { parsedFiles, now: options.now })
  return assembleCorpus([...unchanged, ...read], {
    descriptions,
    mixes: mixes.flatMap((parsed) => ('mix' in parsed && parsed.mix ? [parsed.mix] : [])),
    ignored,
    links: new Set(files.links),
    topicLimits: options.profile.topics,
    publishedTopics: options.publishedTopics,
    isPublishedMix: options.isPublishedMix,
    publishedAs: options.publishedAs,
    dueBy: options.dueBy ?? options.now(),
    diagnostics: [
      ...(options.diagnostics ?? []),
      ...(files.articles.length === 0 ? [NO_ARTICLES] : []),
      ...files.diagnostics,
      ...ofDescriptions,
      ...misplaced,
    ],
  })
}

/** No article is skipped because of the file of a topic or a mix. */
function asWarning(found: Diagnostic): Diagnostic {
  return { ...found, severity: 'warning' }
}

function dropMissing(parsedFiles: ParsedFiles, signatures: ReadonlyMap<string, string>): void {
  for (const path of parsedFiles.keys()) if (!signatures.has(path)) parsedFiles.delete(path)
}

/** Reads and parses files, yielding to the event loop in between. Files with `cachedContent` are not read, and those that do not settle have their `lastPublished`. */
async function readAll<Parsed extends object>(
  contentDir: string,
  paths: readonly string[],
  parse: (source: SourceFileSnapshot) => Parsed,
  { now, isPublished, changedFiles, signal, onProgress }: LoadOptions,
  {
    cachedContent,
    lastPublished,
  }: Partial<Record<'cachedContent' | 'lastPublished', (path: string) => Parsed | undefined>> = {},
): Promise<(Parsed | { diagnostics: Diagnostic[] })[]> {
  const parsed: (Parsed | { diagnostics: Diagnostic[] })[] = []
  let changing: string[] = []
  const yieldIfDue = createYielder(signal)
  const read = (path: string): void => {
    const source = readSourceFile(contentDir, path, now())
    const early = source === 'changing' && changedFiles?.has(path) ? readEarly(path) : undefined
    if (early) parsed.push(early)
    else if (source === 'changing') changing.push(path)
    else if (source !== 'gone') parsed.push('rule' in source ? { diagnostics: [source] } : parse(source))
  }
  /** Takes a file that was just saved if it is valid; that it has settled is confirmed later. */
  const readEarly = (path: string): Parsed | undefined => {
    const source = readSourceFile(contentDir, path, now(), 0)
    const result = typeof source === 'object' && 'text' in source ? parse(source) : undefined
    return result && 'article' in result ? result : undefined
  }
  for (const path of paths) {
    const cached = cachedContent?.(path)
    if (cached) parsed.push(cached)
    else read(path)
    const pause = yieldIfDue()
    if (pause) onProgress?.(parsed.length, paths.length)
    await pause
  }
  for (let reads = 1; reads < MAX_READS && changing.length > 0; reads++) {
    await setTimeout(SETTLE_MS, undefined, { signal })
    const retried = changing
    changing = []
    for (const path of retried) {
      read(path)
      const pause = yieldIfDue()
      if (pause) await pause
    }
  }
  for (const file of changing) {
    const before = isPublished(file) ? lastPublished?.(file) : undefined
    if (isPublished(file) && !before) throw changingError(file)
    parsed.push(before ?? { diagnostics: [diagnostic('file-changing', { file }, 'is still being written')] })
  }
  return parsed
}

function unsettled(file: string): Diagnostic {
  const message = 'is being written all the time, so the article stays as it is published'
  return diagnostic('file-changing', { file }, message, { severity: 'warning' })
}

/** The error that ends a run because a published file does not settle. */
export function changingError(path: string): FeedmillError {
  return new FeedmillError(
    'corpus-changing',
    `"${path}" is still being written; the run stopped so that nothing published is dropped`,
    'Run again when the file is complete.',
  )
}
