import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseConfig } from '../src/config.ts'
import { createArticleSource } from '../src/corpus/article-source.ts'
import { loadCorpus } from '../src/corpus/load-corpus.ts'
import { createArticleParser } from '../src/corpus/parse-article.ts'
import { readProfile } from '../src/corpus/read-profile.ts'
import { readSourceFile } from '../src/corpus/read-source-file.ts'
import { scanFiles } from '../src/corpus/scan-files.ts'
import { createFingerprint } from '../src/feeds/article-fingerprint.ts'
import { composeArticle, composeContent } from '../src/feeds/compose-article.ts'
import { selectFeeds } from '../src/feeds/select-feeds.ts'
import { fileSystem } from '../src/file-system.ts'
import { documentsOfFeed } from '../src/formats/formats.ts'
import { compress } from '../src/publish/compression.ts'
import { envOf } from './feedmill.mjs'
import { writeCorpus } from './make-corpus.mjs'
import { printRow } from './measure.mjs'

const COUNTS = [1000, 20_000, 100_000]
const NOW = new Date('2050-01-01')

/** How long the phases of a cold run take, and how that grows with the number of articles. */
export async function benchPhases() {
  console.log('Phases of a cold run, newest 50, in ms, one run each in one process:')
  printRow(['articles', ...COUNTS.map((count) => count.toLocaleString('en'))])
  const columns = []
  for (const count of COUNTS) columns.push(await measurePhases(count))
  for (const name of Object.keys(columns[0])) printRow([name, ...columns.map((column) => column[name].toFixed(0))])
  const total = columns.map((column) => Object.values(column).reduce((sum, time) => sum + time, 0))
  printRow(['total, in µs per article', ...total.map((time, index) => ((time * 1000) / COUNTS[index]).toFixed(0))])
  console.log('Growth is linear if the last line does not rise.')
}

async function measurePhases(count) {
  const folder = mkdtempSync(join(tmpdir(), 'feedmill-bench-'))
  const times = {}
  const timed = async (name, work) => {
    const start = performance.now()
    const result = await work()
    times[name] = performance.now() - start
    return result
  }
  try {
    writeCorpus(join(folder, 'content'), count)
    const config = { ...parseConfig(envOf(folder)), archiveItems: 0, refreshInterval: 900 }
    const { contentDir, publicUrl, timezone: timeZone } = config
    const { profile } = readProfile(contentDir, { timeZone })
    const files = await timed('list and stat', () => scanFiles(contentDir))
    const sources = await timed('read', () => files.articles.map((path) => readSourceFile(contentDir, path, NOW)))
    await timed('parse', () => sources.forEach(createArticleParser(profile)))
    const options = { profile, now: () => NOW, parsedFiles: new Map() }
    await loadCorpus(contentDir, { ...options, files, isPublished: () => false })
    const corpus = await timed('assemble', () =>
      loadCorpus(contentDir, { ...options, files, isPublished: () => false }),
    )
    const source = createArticleSource(contentDir, options)
    const documents = await timed('select and plan', () => {
      const fingerprint = createFingerprint(corpus.topicByKey)
      const items = new WeakMap()
      return selectFeeds(corpus, config, NOW, { fingerprint }).feeds.flatMap((feed) => documentsOfFeed(feed, items))
    })
    const composed = new Map()
    await timed('read again and compose', () => {
      for (const article of documents.flatMap(({ articles }) => articles)) {
        if (composed.has(article)) continue
        const content = composeContent(source.read(article), { publicUrl })
        composed.set(article, composeArticle(content, article, { ...corpus, publicUrl }))
      }
    })
    const bodies = await timed('render', () =>
      documents.map(({ articles, render }) =>
        Buffer.concat([...render(articles.map((article) => composed.get(article)))]),
      ),
    )
    const compressed = await timed('compress', () =>
      Promise.all(bodies.flatMap((body) => ['br', 'gzip'].map((encoding) => compress(body, encoding, 'fast')))),
    )
    await timed('publish', () =>
      Promise.all(
        [...bodies, ...compressed].map((body, index) => fileSystem.writeDurably(join(folder, String(index)), body)),
      ),
    )
    return times
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
