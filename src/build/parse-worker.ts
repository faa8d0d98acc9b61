import { parentPort, workerData } from 'node:worker_threads'
import { readSourceFile } from '../corpus/read-source-file.ts'
import { createSummarizer } from '../corpus/summarize-article.ts'
import { createParsedComposer } from './compose-parsed.ts'
import type { ParsedBatch, ParseTask } from './parse-workers.ts'
import { type ContentLocation, createContentWriter } from './parsed-contents.ts'

/** How many files are sent at a time. */
const BATCH_SIZE = 500

const { contentDir, paths, profile, clockOffset, composeOptions, contentFile } = workerData as ParseTask
let location: ContentLocation | undefined
const write = contentFile === undefined ? undefined : createContentWriter(contentFile)
const summarize = createSummarizer({
  profile,
  compose: createParsedComposer(
    composeOptions,
    write &&
      ((_article, _digest, content) => {
        location = write(content)
      }),
  ),
})
let batch: ParsedBatch = []
for (const [index, path] of paths.entries()) {
  const file = readSourceFile(contentDir, path, new Date(Date.now() + clockOffset))
  if (typeof file === 'string' || 'rule' in file) continue
  location = undefined
  const parsed = summarize(file)
  if (batch.push([index, parsed, location]) < BATCH_SIZE) continue
  parentPort?.postMessage(batch)
  batch = []
}
parentPort?.postMessage(batch)
