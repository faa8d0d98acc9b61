import { parentPort, workerData } from 'node:worker_threads'
import { readSourceFile } from '../corpus/read-source-file.ts'
import { createSummarizer } from '../corpus/summarize-article.ts'
import { composeContent } from '../feeds/compose-article.ts'
import type { ParsedBatch, ParseTask } from './parse-workers.ts'
import { serializeContent } from './parsed-contents.ts'

/** Files per message. */
const BATCH_SIZE = 500

const { contentDir, paths, timeZone, clockOffset, publicUrl, maxBytes } = workerData as ParseTask
let content: Uint8Array | undefined
let bytes = 0
const summarize = createSummarizer({
  timeZone,
  onParsed: (article) => {
    if (bytes >= maxBytes) return
    content = serializeContent(composeContent(article, { publicUrl }))
    bytes += content.length
  },
})
let batch: ParsedBatch = []
for (const [index, path] of paths.entries()) {
  const file = readSourceFile(contentDir, path, new Date(Date.now() + clockOffset))
  if (typeof file === 'string' || 'rule' in file) continue
  content = undefined
  const parsed = summarize(file)
  if (batch.push([index, parsed, content]) < BATCH_SIZE) continue
  parentPort?.postMessage(batch)
  batch = []
}
parentPort?.postMessage(batch)
