import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { CorpusProfile } from '../corpus/corpus-profile.ts'
import { internFacets } from '../corpus/intern-facets.ts'
import type { ParsedFile, ParsedFiles } from '../corpus/parsed-files.ts'
import { createInterner } from '../corpus/summarize-article.ts'
import type { ParsedComposerOptions } from './compose-parsed.ts'
import type { ContentLocation, ParsedContents } from './parsed-contents.ts'

/** With fewer files, starting workers costs more than it saves. */
const MIN_FILES = 10_000

const MAX_WORKERS = 4

/** A worker needs little memory, and with a larger heap it would collect its garbage late. */
const RESOURCE_LIMITS = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 16 }

/** The input of a worker. */
export interface ParseTask {
  contentDir: string
  paths: readonly string[]
  profile: CorpusProfile
  /** How far the run's clock is ahead of the system clock, in milliseconds. */
  clockOffset: number
  composeOptions: ParsedComposerOptions
  /** The descriptor of the scratch file for contents, if there is one. */
  contentFile: number | undefined
}

/** The output of a worker for some of its files: index of the path, parsed file, and location of the article's content, if stored. */
export type ParsedBatch = [index: number, parsed: ParsedFile, location: ContentLocation | undefined][]

export interface ParseWorkersOptions extends Pick<ParseTask, 'profile' | 'composeOptions'> {
  /** Parsed files are added to it. */
  parsedFiles: ParsedFiles
  /** The contents of articles are added to it. */
  contents: ParsedContents
  now: () => Date
  signal?: AbortSignal | undefined
  /** Called with the number of files read so far. */
  onProgress?: ((done: number, total: number) => void) | undefined
}

/**
 * Parses many files in workers, one per core, while the main thread answers requests. Skips files that cannot be read right
 * away, and all files of a worker that cannot be started.
 */
export async function runParseWorkers(
  contentDir: string,
  paths: readonly string[],
  { profile, composeOptions, parsedFiles, contents, now, signal, onProgress }: ParseWorkersOptions,
): Promise<void> {
  const count = Math.min(availableParallelism(), MAX_WORKERS)
  if (paths.length < MIN_FILES || count < 2) return
  const intern = createInterner()
  let done = 0
  const take = (batch: ParsedBatch, task: ParseTask): void => {
    for (const [index, parsed, location] of batch) {
      const path = task.paths[index] as string
      if ('article' in parsed.content) {
        const { article } = parsed.content
        // Equal strings are kept once.
        const { id, link } = article
        Object.assign(article, { file: path, digest: parsed.digest, link: link === id ? id : link })
        article.topics = article.topics.map(intern)
        if (article.facets) article.facets = internFacets(article.facets, intern)
        if (location) contents.add(article, location)
      }
      parsedFiles.set(path, parsed)
    }
    done += batch.length
    onProgress?.(done, paths.length)
  }
  const run = async (number: number): Promise<void> => {
    if (signal?.aborted) return
    const task: ParseTask = {
      contentDir,
      paths: paths.filter((_path, place) => place % count === number),
      profile,
      clockOffset: now().getTime() - Date.now(),
      composeOptions,
      contentFile: contents.open(),
    }
    const worker = new Worker(new URL('./parse-worker.js', import.meta.url), {
      workerData: task,
      resourceLimits: RESOURCE_LIMITS,
    }).on('message', (batch: ParsedBatch) => take(batch, task))
    const stop = () => void worker.terminate()
    signal?.addEventListener('abort', stop, { once: true })
    await once(worker, 'exit').finally(() => signal?.removeEventListener('abort', stop))
  }
  await Promise.allSettled(Array.from({ length: count }, (_, number) => run(number)))
  signal?.throwIfAborted()
}
