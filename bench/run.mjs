import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Feed } from 'feed'
import { assembleCorpus } from '../dist/corpus/assemble-corpus.js'
import { createArticleParser } from '../dist/corpus/parse-article.js'
import { selectFeeds } from '../dist/feeds/select-feeds.js'
import { renderAtom } from '../dist/formats/render-atom.js'
import { renderJson } from '../dist/formats/render-json.js'
import { renderRss } from '../dist/formats/render-rss.js'
import { benchLoad } from './load.mjs'
import { makeArticles } from './make-corpus.mjs'
import { benchServe } from './serve.mjs'

const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url))
const ITEMS = 5000
const NOW = new Date('2050-01-01')

const version = execFileSync('git', ['describe', '--always', '--dirty'], { encoding: 'utf8' }).trim()
console.log(`Feedmill ${version}, Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}\n`)
benchDocuments()
benchRuns([1000, 20_000])
await benchServe()
await benchLoad()

/** One document of 5,000 articles, by stage, beside what the feed package alone takes for the same articles. */
function benchDocuments() {
  console.log(`One document of ${ITEMS} articles, median of 5 runs in ms:`)
  const parse = createArticleParser({ timeZone: 'UTC' })
  const articles = makeArticles(ITEMS)
  const corpus = report('parse the articles', () => assembleCorpus(articles.map(parse), [], []))
  const site = {
    publicUrl: 'https://feeds.example',
    siteTitle: 'The Mill',
    siteDescription: 'All that is ground here',
    feedItems: ITEMS,
    archiveItems: 0,
    websubHubs: [],
    refreshInterval: 900,
  }
  const { feeds } = report('select, and compose once for 25 feeds', () => selectFeeds(corpus, site, NOW))
  const [feed] = feeds
  const bare = () => withoutFeedmill(feed)
  report('RSS, the package alone', () => bare().rss2())
  report('RSS, Feedmill', () => renderRss(feed, feed.subscription))
  report('Atom, the package alone', () => bare().atom1())
  report('Atom, Feedmill', () => renderAtom(feed, feed.subscription))
  report('JSON, the package alone', () => bare().json1())
  report('JSON, Feedmill', () => renderJson(feed, feed.subscription))
  console.log(
    'Read: composing costs less than rendering one format; the documents hold more than the package writes alone.\n',
  )
}

function withoutFeedmill({ title, pageUrl, subscription }) {
  const document = new Feed({ id: pageUrl, title, link: pageUrl, updated: subscription.updated })
  for (const {
    title: name,
    id,
    link,
    updated,
    published,
    summary,
    contentHtml,
    authors,
    topics,
  } of subscription.articles) {
    const author = authors.map(({ name: authorName, url }) => ({ name: authorName, link: url }))
    const category = topics.map((topic) => ({ name: topic.name, term: topic.id }))
    document.addItem({
      title: name,
      id,
      link,
      date: updated,
      published,
      description: summary,
      content: contentHtml,
      author,
      category,
    })
  }
  return document
}

/** Whole runs of the command as a new process: from nothing, with nothing changed, with one article changed. */
function benchRuns(counts) {
  console.log('feedmill generate, newest 50 and the whole history in pages of 100, as a new process, in ms:')
  console.log(`${'articles'.padStart(10)}${'cold'.padStart(10)}${'unchanged'.padStart(12)}${'one edited'.padStart(12)}`)
  for (const count of counts) {
    const folder = mkdtempSync(join(tmpdir(), 'feedmill-bench-'))
    const content = join(folder, 'content')
    mkdirSync(content)
    const articles = makeArticles(count)
    for (const { path, text } of articles) writeFileSync(join(content, path), text)
    const run = () =>
      timeOf(() => execFileSync(process.execPath, [MAIN, 'generate'], { env: envOf(folder), stdio: 'ignore' }))
    const cold = run()
    const unchanged = median([run(), run(), run()])
    const { path, text } = articles.at(-1)
    writeFileSync(join(content, path), text.replace('ordinary', 'extraordinary'))
    console.log(
      [count, cold, unchanged, run()]
        .map((value, index) => value.toFixed(0).padStart(index === 0 ? 10 : index === 1 ? 10 : 12))
        .join(''),
    )
    rmSync(folder, { recursive: true })
  }
  console.log('Read: time grows with the articles; a run that changes nothing still reads and renders all of them.')
}

function envOf(folder) {
  return { PATH: process.env.PATH, CONTENT_DIR: join(folder, 'content'), OUT_DIR: join(folder, 'out') }
}

function report(name, work) {
  let result
  const times = Array.from({ length: 5 }, () => timeOf(() => (result = work())))
  console.log(`  ${name.padEnd(40)}${median(times).toFixed(0).padStart(7)}`)
  return result
}

function timeOf(work) {
  const start = performance.now()
  work()
  return performance.now() - start
}

function median(values) {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)]
}
