import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { KnownFile, ParsedFiles } from './parsed-files.ts'
import { createInterner } from './summarize-article.ts'

/** With fewer files, starting threads costs more than it saves. */
const MIN_FILES = 10_000

const MAX_THREADS = 4

/** A thread needs little memory, and with a larger heap it would collect its garbage late. */
const RESOURCE_LIMITS = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 16 }

/** The input of a thread. */
export interface ParseTask {
  contentDir: string
  paths: readonly string[]
  /** IANA time zone of dates without a zone. */
  timeZone: string
  /** How far the run's clock is ahead of the system clock, in milliseconds. */
  clockOffset: number
}

/** The output of a thread for some of its files. */
export type ParsedBatch = [path: string, parsed: KnownFile][]

export interface ParseWorkersOptions {
  timeZone: string
  now: () => Date
  signal?: AbortSignal | undefined
  /** Called with the number of files read so far. */
  onProgress?: ((done: number, total: number) => void) | undefined
}

/**
 * Parses many files in threads, one per core, while the main thread answers requests, and adds the results to `memory`. Skips
 * files that cannot be read right away, and all files of a thread that cannot be started.
 */
export async function runParseWorkers(
  contentDir: string,
  paths: readonly string[],
  memory: ParsedFiles,
  { timeZone, now, signal, onProgress }: ParseWorkersOptions,
): Promise<void> {
  const count = Math.min(availableParallelism(), MAX_THREADS)
  if (paths.length < MIN_FILES || count < 2) return
  const intern = createInterner()
  let done = 0
  const take = (batch: ParsedBatch): void => {
    for (const [path, parsed] of batch) {
      const { content } = parsed
      if ('article' in content) content.article.topics = content.article.topics.map(intern)
      memory.set(path, parsed)
    }
    done += batch.length
    onProgress?.(done, paths.length)
  }
  const run = async (index: number): Promise<void> => {
    const task: ParseTask = {
      contentDir,
      paths: paths.filter((_path, place) => place % count === index),
      timeZone,
      clockOffset: now().getTime() - Date.now(),
    }
    const thread = new Worker(new URL('./parse-worker.js', import.meta.url), {
      workerData: task,
      resourceLimits: RESOURCE_LIMITS,
    }).on('message', take)
    const stop = () => void thread.terminate()
    signal?.addEventListener('abort', stop, { once: true })
    await once(thread, 'exit').finally(() => signal?.removeEventListener('abort', stop))
  }
  await Promise.allSettled(Array.from({ length: count }, (_, index) => run(index)))
  signal?.throwIfAborted()
}
