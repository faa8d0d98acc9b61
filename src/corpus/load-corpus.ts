import { setTimeout } from 'node:timers/promises'
import { createBreather } from '../breathe.ts'
import { FeedmillError } from '../errors.ts'
import type { Corpus, Problem } from '../model.ts'
import { assembleCorpus } from './assemble-corpus.ts'
import { listFiles } from './list-files.ts'
import { topicsInvalid } from './merge-topics.ts'
import { createArticleParser } from './parse-article.ts'
import { parseTopic } from './parse-topic.ts'
import { QUIET, readSourceFile } from './read-file.ts'
import { problem } from './rules.ts'
import type { SourceFile } from './source-file.ts'

/** How often a file that is being written is looked at again before it is left to the next run. */
const LOOKS = 5

export interface LoadOptions {
  /** IANA name of the zone of dates that are written without one. */
  timeZone: string
  now: () => Date
  /** Whether an article was published before, so that it must not be left out for being written just now. */
  isPublished: (path: string) => boolean
  /** Ends the run. */
  signal?: AbortSignal
  /** Is told how many of how many files were read. */
  onProgress?: Progress
}

export type Progress = (done: number, total: number) => void

/**
 * Reads every article and topic below a folder. A file that is being written is looked at again. If it does not come to
 * rest, a new article is left to the next run; a published one and a topic end the run. A file that is gone since it was
 * listed is no article any more.
 *
 * @throws FeedmillError `content-dir-unreadable`, `topics-invalid` or `corpus-changing`
 */
export async function loadCorpus(contentDir: string, options: LoadOptions): Promise<Corpus> {
  const files = listFiles(contentDir)
  const topics = await readAll(contentDir, files.topics, parseTopic, { ...options, isPublished: () => true })
  const topicProblems = topics.flatMap((topic) => ('problems' in topic ? topic.problems : []))
  if (topicProblems.length > 0) throw topicsInvalid(topicProblems)
  const descriptions = topics.filter((topic) => 'topic' in topic)
  const parsed = await readAll(contentDir, files.articles, createArticleParser(options), options)
  return assembleCorpus(parsed, descriptions, files.problems)
}

/** Reads and parses files, letting the server answer requests between them. */
async function readAll<Parsed>(
  contentDir: string,
  paths: readonly string[],
  parse: (source: SourceFile) => Parsed,
  { now, isPublished, signal, onProgress }: LoadOptions,
): Promise<(Parsed | { problems: Problem[] })[]> {
  const parsed: (Parsed | { problems: Problem[] })[] = []
  let changing: string[] = []
  const breathe = createBreather(signal)
  const read = (path: string): void => {
    const source = readSourceFile(contentDir, path, now())
    if (source === 'changing') changing.push(path)
    else if (source !== 'gone') parsed.push('rule' in source ? { problems: [source] } : parse(source))
  }
  for (const path of paths) {
    read(path)
    const pause = breathe()
    if (pause) onProgress?.(parsed.length, paths.length)
    await pause
  }
  for (let look = 1; look < LOOKS && changing.length > 0; look++) {
    await setTimeout(QUIET, undefined, { signal })
    const again = changing
    changing = []
    for (const path of again) read(path)
  }
  const published = changing.find(isPublished)
  if (published !== undefined) throw changingError(published)
  for (const file of changing) parsed.push({ problems: [problem('file-changing', { file }, 'is being written')] })
  return parsed
}

function changingError(path: string): FeedmillError {
  return new FeedmillError(
    'corpus-changing',
    `"${path}" is being written, and its readers shall not miss it`,
    'Run again when it is written; what was published before is still in service.',
  )
}
