import { setTimeout } from 'node:timers/promises'
import { createYielder } from '../concurrency/create-yielder.ts'
import { FeedmillError } from '../errors.ts'
import type { Corpus } from '../model/corpus.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import { assembleCorpus } from './assemble-corpus.ts'
import { topicsInvalid } from './merge-topics.ts'
import { parseTopic } from './parse-topic.ts'
import { runParseWorkers } from './parse-workers.ts'
import type { FileContent, ParsedFiles } from './parsed-files.ts'
import { readSourceFile, SETTLE_MS, type SourceFileSnapshot } from './read-source-file.ts'
import { diagnostic } from './rules.ts'
import { type ScannedFiles, scanFiles } from './scan-files.ts'
import { createSummarizer } from './summarize-article.ts'

/** How often a file that is being written is looked at again before it is left to the next run. */
const MAX_READS = 5

export interface LoadOptions {
  /** IANA name of the zone of dates that are written without one. */
  timeZone: string
  now: () => Date
  /** Whether an article was published before, so that it must not be left out for being written just now. */
  isPublished: (path: string) => boolean
  /** The files and their stamps, where they are known already. */
  files?: ScannedFiles
  /**
   * The files whose changes were seen: they are read at once, and it is left to {@link ArticleSource.confirm} that they
   * were written to their ends.
   */
  changedFiles?: ReadonlySet<string> | undefined
  /** What earlier runs read; what this one reads is added, what is gone is taken out. */
  memory?: ParsedFiles
  /** Ends the run. */
  signal?: AbortSignal | undefined
  /** Is told how many of how many files were read. */
  onProgress?: Progress | undefined
}

export type Progress = (done: number, total: number) => void

/**
 * Reads every article and topic below a folder, but for articles that are known already and did not change. A file that
 * is being written is looked at again. If it does not come to rest, a new article is left to the next run; a published one
 * and a topic end the run. A file that is gone since it was listed is no article any more.
 *
 * @throws FeedmillError `content-dir-unreadable`, `topics-invalid` or `corpus-changing`
 */
export async function loadCorpus(contentDir: string, options: LoadOptions): Promise<Corpus> {
  const { memory = new Map(), signal } = options
  const {
    topics: topicPaths,
    articles,
    signatures,
    diagnostics,
  } = options.files ?? (await scanFiles(contentDir, { signal }))
  const topics = await readAll(contentDir, topicPaths, parseTopic, { ...options, isPublished: () => true })
  const topicDiagnostics = topics.flatMap((topic) => ('diagnostics' in topic ? topic.diagnostics : []))
  if (topicDiagnostics.length > 0) throw topicsInvalid(topicDiagnostics)
  const descriptions = topics.filter((topic) => 'topic' in topic)
  forgetOthers(memory, signatures)
  const list = createSummarizer(options)
  const take = (file: SourceFileSnapshot): FileContent => {
    const known = list(file)
    memory.set(file.path, known)
    return known.content
  }
  const recall = (path: string): FileContent | undefined => {
    const known = memory.get(path)
    return known?.signature === signatures.get(path) ? known?.content : undefined
  }
  const recalled: FileContent[] = []
  const unknown: string[] = []
  const yieldIfDue = createYielder(signal)
  for (const path of articles) {
    const known = recall(path)
    if (known) recalled.push(known)
    else unknown.push(path)
    const pause = yieldIfDue()
    if (pause) await pause
  }
  await runParseWorkers(contentDir, unknown, memory, options)
  const read = await readAll(contentDir, unknown, take, options, recall)
  return assembleCorpus([...recalled, ...read], descriptions, diagnostics)
}

function forgetOthers(memory: ParsedFiles, signatures: ReadonlyMap<string, string>): void {
  for (const path of memory.keys()) if (!signatures.has(path)) memory.delete(path)
}

/** Reads and parses files, letting the server answer requests between them; `recall` knows what needs no reading. */
async function readAll<Parsed extends object>(
  contentDir: string,
  paths: readonly string[],
  parse: (source: SourceFileSnapshot) => Parsed,
  { now, isPublished, changedFiles, signal, onProgress }: LoadOptions,
  recall: (path: string) => Parsed | undefined = () => undefined,
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
  /** A file that was just saved is read at once where it is right in itself; that it is at rest is confirmed later. */
  const readEarly = (path: string): Parsed | undefined => {
    const source = readSourceFile(contentDir, path, now(), 0)
    const found = typeof source === 'object' && 'text' in source ? parse(source) : undefined
    return found && 'article' in found ? found : undefined
  }
  for (const path of paths) {
    const known = recall(path)
    if (known) parsed.push(known)
    else read(path)
    const pause = yieldIfDue()
    if (pause) onProgress?.(parsed.length, paths.length)
    await pause
  }
  for (let look = 1; look < MAX_READS && changing.length > 0; look++) {
    await setTimeout(SETTLE_MS, undefined, { signal })
    const again = changing
    changing = []
    for (const path of again) read(path)
  }
  const published = changing.find(isPublished)
  if (published !== undefined) throw changingError(published)
  for (const file of changing)
    parsed.push({ diagnostics: [diagnostic('file-changing', { file }, 'is still being written')] })
  return parsed
}

/** The error that ends a run since a published article does not come to rest. */
export function changingError(path: string): FeedmillError {
  return new FeedmillError(
    'corpus-changing',
    `"${path}" is still being written; the run stopped so that nothing published is dropped`,
    'Run again when the file is complete. The published generation stays in service.',
  )
}
