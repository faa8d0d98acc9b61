import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { KnownFile, ParsedFiles } from '../corpus/parsed-files.ts'
import { createInterner } from '../corpus/summarize-article.ts'
import { MAX_BYTES, type ParsedContents } from './parsed-contents.ts'

/** From how many files on it pays to start workers, and how many there are at most. */
const MIN_FILES = 10_000
const MAX_WORKERS = 4

/** Memory of a worker, in MiB: it needs little, and would otherwise keep its garbage for long. */
const LIMITS = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 16 }

/** What a worker does. */
export interface ParseTask {
  contentDir: string
  paths: readonly string[]
  /** IANA name of the zone of dates that are written without one. */
  timeZone: string
  /** How far the clock of the run is before that of the machine, in milliseconds. */
  clockOffset: number
  /** Base of the pages of hosted articles. */
  publicUrl: string
  /** How many bytes of contents to send along; 0 for none. */
  maxBytes: number
}

/** What a worker found in some files: the place of each path in its task, what to keep, and the content of an article. */
export type ParsedBatch = [index: number, known: KnownFile, content: Uint8Array | undefined][]

export interface ParseWorkersOptions extends Pick<ParseTask, 'timeZone' | 'publicUrl'> {
  /** What was found is added. */
  parsedFiles: ParsedFiles
  /** The contents of articles are added, where they are wanted. */
  contents: ParsedContents | undefined
  now: () => Date
  signal?: AbortSignal | undefined
  /** Called with how many of how many files were read. */
  onProgress?: ((done: number, total: number) => void) | undefined
}

/**
 * Reads and parses many files in workers, one for each core, while this thread answers requests. Files that cannot be read
 * at once are left out, as are all of a worker that could not be started.
 */
export async function runParseWorkers(
  contentDir: string,
  paths: readonly string[],
  { timeZone, publicUrl, parsedFiles, contents, now, signal, onProgress }: ParseWorkersOptions,
): Promise<void> {
  const count = Math.min(availableParallelism(), MAX_WORKERS)
  if (paths.length < MIN_FILES || count < 2) return
  const intern = createInterner()
  let done = 0
  const take = (batch: ParsedBatch, task: ParseTask): void => {
    for (const [index, known, content] of batch) {
      const path = task.paths[index] as string
      if ('article' in known.content) {
        const { article } = known.content
        // Texts that are the same are kept once.
        const { id, link } = article
        Object.assign(article, { file: path, digest: known.digest, link: link === id ? id : link })
        article.topics = article.topics.map(intern)
        if (content) contents?.add(article, content)
      }
      parsedFiles.set(path, known)
    }
    done += batch.length
    onProgress?.(done, paths.length)
  }
  const run = async (number: number): Promise<void> => {
    const task: ParseTask = {
      contentDir,
      paths: paths.filter((_path, place) => place % count === number),
      timeZone,
      clockOffset: now().getTime() - Date.now(),
      publicUrl,
      maxBytes: contents ? MAX_BYTES / count : 0,
    }
    const worker = new Worker(new URL('./parse-worker.js', import.meta.url), {
      workerData: task,
      resourceLimits: LIMITS,
    }).on('message', (batch: ParsedBatch) => take(batch, task))
    const stop = () => void worker.terminate()
    signal?.addEventListener('abort', stop, { once: true })
    await once(worker, 'exit').finally(() => signal?.removeEventListener('abort', stop))
  }
  await Promise.allSettled(Array.from({ length: count }, (_, number) => run(number)))
  signal?.throwIfAborted()
}
