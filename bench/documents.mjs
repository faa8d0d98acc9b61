import { Feed } from 'feed'
import { assembleCorpus } from '../src/corpus/assemble-corpus.ts'
import { createArticleParser } from '../src/corpus/parse-article.ts'
import { createArticleComposer } from '../src/feeds/article-composer.ts'
import { selectFeeds } from '../src/feeds/select-feeds.ts'
import { renderAtom } from '../src/formats/render-atom.ts'
import { renderJson } from '../src/formats/render-json.ts'
import { renderRss } from '../src/formats/render-rss.ts'
import { makeArticles } from './make-corpus.mjs'
import { median, printRow } from './measure.mjs'

const ITEMS = 5000
const NOW = new Date('2050-01-01')

const site = {
  publicUrl: 'https://feeds.example',
  siteTitle: 'The Mill',
  siteDescription: 'All articles',
  feedItems: ITEMS,
  archiveItems: 0,
  websubHubs: [],
  refreshInterval: 900,
}

/** One document of 5,000 articles in each format, compared with the feed package alone. */
export function benchDocuments() {
  console.log(`One document of ${ITEMS.toLocaleString('en')} articles, median of 5 in ms:`)
  printRow(['', 'feed package', 'Feedmill', 'cached'])
  const parsed = [...makeArticles(ITEMS)].map(createArticleParser({ timeZone: 'UTC' }))
  const corpus = assembleCorpus(parsed, [], [])
  const source = { read: (article) => article, confirm: () => Promise.resolve(), digestOf: ({ file }) => file }
  /** The feed of all articles, composed but not rendered. */
  const freshFeed = () => {
    const ready = new Map()
    const composer = createArticleComposer(source, { ...corpus, ...site, ready })
    const [{ subscription, ...feed }] = selectFeeds(corpus, composer, site, NOW).feeds
    return { ...feed, subscription: { ...subscription } }
  }
  const formats = [
    ['RSS', renderRss, (document) => document.rss2()],
    ['Atom', renderAtom, (document) => document.atom1()],
    ['JSON', renderJson, (document) => document.json1()],
  ]
  for (const [name, render, renderAlone] of formats) {
    const alone = timesOf(() => withoutFeedmill(freshFeed()), renderAlone)
    const first = timesOf(freshFeed, (feed) => render(feed, feed.subscription))
    const feed = freshFeed()
    const cached = timesOf(
      () => feed,
      () => render(feed, feed.subscription),
    )
    printRow([name, ...[alone, first, cached].map((times) => median(times).toFixed(0))])
  }
  console.log('Each article is rendered once; further documents that contain it take the time in "cached".')
}

function timesOf(prepare, work) {
  return Array.from({ length: 5 }, () => {
    const prepared = prepare()
    const start = performance.now()
    work(prepared)
    return performance.now() - start
  })
}

function withoutFeedmill({ title: name, pageUrl, subscription }) {
  const document = new Feed({ id: pageUrl, title: name, link: pageUrl, updated: subscription.updated })
  for (const {
    title,
    id,
    link,
    updated: date,
    published,
    summary: description,
    contentHtml,
    authors,
    topics,
  } of subscription.articles) {
    const author = authors.map(({ name: authorName, url }) => ({ name: authorName, link: url }))
    const category = topics.map((topic) => ({ name: topic.name, term: topic.id }))
    document.addItem({ title, id, link, date, published, description, content: contentHtml, author, category })
  }
  return document
}
