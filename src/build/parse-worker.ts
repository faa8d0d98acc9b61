import { parentPort, workerData } from 'node:worker_threads'
import { readSourceFile } from '../corpus/read-source-file.ts'
import { createSummarizer } from '../corpus/summarize-article.ts'
import { composeContent } from '../feeds/compose-article.ts'
import type { ArticleContent } from '../model/composed-article.ts'
import type { ParsedBatch, ParseTask } from './parse-workers.ts'

/** How many files are sent at a time. */
const BATCH_SIZE = 500

const { contentDir, paths, timeZone, clockOffset, publicUrl, maxCharacters } = workerData as ParseTask
let content: ArticleContent | undefined
let characters = 0
const summarize = createSummarizer({
  timeZone,
  onParsed: (article) => {
    if (characters >= maxCharacters) return
    content = composeContent(article, { publicUrl })
    characters += content.contentHtml.length
  },
})
let batch: ParsedBatch = []
for (const [index, path] of paths.entries()) {
  const file = readSourceFile(contentDir, path, new Date(Date.now() + clockOffset))
  if (typeof file === 'string' || 'rule' in file) continue
  content = undefined
  const known = summarize(file)
  if (batch.push([index, known, content]) < BATCH_SIZE) continue
  parentPort?.postMessage(batch)
  batch = []
}
parentPort?.postMessage(batch)
