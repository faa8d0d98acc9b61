import { parentPort, workerData } from 'node:worker_threads'
import { readSourceFile } from '../corpus/read-source-file.ts'
import { createSummarizer } from '../corpus/summarize-article.ts'
import type { Article } from '../model/article.ts'
import type { ParsedBatch, ParseTask } from './parse-workers.ts'
import { type ContentLocation, createContentWriter } from './parsed-contents.ts'

/** How many files are sent at a time. */
const BATCH_SIZE = 500

const { contentDir, paths, profile, clockOffset, publicUrl, contentFile } = workerData as ParseTask
let location: ContentLocation | undefined
const summarize = createSummarizer({
  profile,
  onParsed: contentFile === undefined ? undefined : await createComposer(contentFile),
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

/** Composes articles and stores their contents; loads what that takes only where it is wanted. */
async function createComposer(file: number): Promise<(article: Article) => void> {
  const { composeContent } = await import('../feeds/compose-article.ts')
  const write = createContentWriter(file)
  return (article) => {
    location = write(composeContent(article, { publicUrl }))
  }
}
