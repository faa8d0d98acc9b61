import { setImmediate } from 'node:timers/promises'
import type { Corpus, Problem } from '../model.ts'
import { assembleCorpus } from './assemble-corpus.ts'
import { listFiles } from './list-files.ts'
import { topicsInvalid } from './merge-topics.ts'
import { createArticleParser, type ParsedArticle } from './parse-article.ts'
import { parseTopic, type TopicDescription } from './parse-topic.ts'
import { readSourceFile } from './read-file.ts'

/** How long reading goes on, in milliseconds, before it lets the server answer requests. */
const SLICE = 10

/**
 * Reads every article and topic below a folder.
 *
 * @param options.timeZone IANA name of the zone of dates that are written without one
 * @param options.signal ends the run
 * @param options.onProgress is told how many of how many files were read
 * @throws FeedmillError `content-dir-unreadable` or `topics-invalid`
 */
export async function loadCorpus(
  contentDir: string,
  { timeZone, signal, onProgress }: { timeZone: string; signal?: AbortSignal; onProgress?: Progress },
): Promise<Corpus> {
  const files = listFiles(contentDir)
  const descriptions = loadTopics(contentDir, files.topics)
  const parseArticle = createArticleParser({ timeZone })
  const parsed: ParsedArticle[] = []
  let sliceEnd = performance.now() + SLICE
  for (const path of files.articles) {
    const source = readSourceFile(contentDir, path)
    parsed.push('rule' in source ? { problems: [source] } : parseArticle(source))
    if (performance.now() < sliceEnd) continue
    onProgress?.(parsed.length, files.articles.length)
    await setImmediate()
    signal?.throwIfAborted()
    sliceEnd = performance.now() + SLICE
  }
  return assembleCorpus(parsed, descriptions, files.problems)
}

export type Progress = (done: number, total: number) => void

function loadTopics(contentDir: string, paths: readonly string[]): TopicDescription[] {
  const descriptions: TopicDescription[] = []
  const problems: Problem[] = []
  for (const path of paths) {
    const source = readSourceFile(contentDir, path)
    const parsed = 'rule' in source ? { problems: [source] } : parseTopic(source)
    if ('problems' in parsed) problems.push(...parsed.problems)
    else descriptions.push(parsed)
  }
  if (problems.length > 0) throw topicsInvalid(problems)
  return descriptions
}
