import { parentPort, workerData } from 'node:worker_threads'
import type { ParsedBatch, ParseTask } from './parse-workers.ts'
import { readSourceFile } from './read-source-file.ts'
import { createSummarizer } from './summarize-article.ts'

/** Files per message. */
const BATCH_SIZE = 500

const { contentDir, paths, timeZone, clockOffset } = workerData as ParseTask
const summarize = createSummarizer({ timeZone })
let batch: ParsedBatch = []
for (const path of paths) {
  const file = readSourceFile(contentDir, path, new Date(Date.now() + clockOffset))
  if (typeof file === 'string' || 'rule' in file) continue
  if (batch.push([path, summarize(file)]) < BATCH_SIZE) continue
  parentPort?.postMessage(batch)
  batch = []
}
parentPort?.postMessage(batch)
