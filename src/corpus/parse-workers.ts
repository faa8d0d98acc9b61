import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { KnownFile, ParsedFiles } from './parsed-files.ts'
import { createInterner } from './summarize-article.ts'

/** From how many files on it pays to start threads, and how many there are at most. */
const MANY = 10_000
const MOST_THREADS = 4

/** Memory of a thread, in MiB: it needs little, and would else leave its garbage lying for long. */
const LIMITS = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 16 }

/** What a thread is told. */
export interface ParseTask {
  contentDir: string
  paths: readonly string[]
  /** IANA name of the zone of dates that are written without one. */
  timeZone: string
  /** How far the clock of the run is before that of the machine, in milliseconds. */
  clockOffset: number
}

/** What a thread tells of some files. */
export type ParsedBatch = [path: string, known: KnownFile][]

export interface ParseWorkersOptions {
  timeZone: string
  now: () => Date
  signal?: AbortSignal | undefined
  /** Is told how many of how many files were read. */
  onProgress?: ((done: number, total: number) => void) | undefined
}

/**
 * Reads many files in threads, one for each core, while this one answers requests, and adds what is found to what is known.
 * Files that cannot be read at once are left out, as are all of a thread that cannot be had.
 */
export async function runParseWorkers(
  contentDir: string,
  paths: readonly string[],
  memory: ParsedFiles,
  { timeZone, now, signal, onProgress }: ParseWorkersOptions,
): Promise<void> {
  const count = Math.min(availableParallelism(), MOST_THREADS)
  if (paths.length < MANY || count < 2) return
  const share = createInterner()
  let done = 0
  const take = (batch: ParsedBatch): void => {
    for (const [path, known] of batch) {
      if ('article' in known.content) known.content.article.topics = known.content.article.topics.map(share)
      memory.set(path, known)
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
      resourceLimits: LIMITS,
    }).on('message', take)
    const stop = () => void thread.terminate()
    signal?.addEventListener('abort', stop, { once: true })
    await once(thread, 'exit').finally(() => signal?.removeEventListener('abort', stop))
  }
  await Promise.allSettled(Array.from({ length: count }, (_, index) => run(index)))
  signal?.throwIfAborted()
}
