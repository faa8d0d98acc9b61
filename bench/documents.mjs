import { Feed } from 'feed'
import { assembleCorpus } from '../src/corpus/assemble-corpus.ts'
import { createArticleParser } from '../src/corpus/parse-article.ts'
import { readProfile } from '../src/corpus/read-profile.ts'
import { createFingerprint } from '../src/feeds/article-fingerprint.ts'
import { composeArticle, composeContent } from '../src/feeds/compose-article.ts'
import { selectFeeds } from '../src/feeds/select-feeds.ts'
import { assembleDocument } from '../src/formats/assemble-document.ts'
import { formats } from '../src/formats/formats.ts'
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
  const { profile } = readProfile('.', { timeZone: 'UTC' })
  const parse = createArticleParser(profile)
  const articles = [...makeArticles(ITEMS)].map((file) => ({ ...parse(file).article, digest: file.path }))
  const corpus = assembleCorpus(
    articles.map((article) => ({ article })),
    { descriptions: [], diagnostics: [], ignored: new Map(), dueBy: NOW, topicLimits: profile.topics },
  )
  const options = { ...corpus, ...site }
  const [feed] = selectFeeds(corpus, site, NOW, { fingerprint: createFingerprint(corpus.topicByKey) }).feeds
  const compose = () =>
    feed.subscription.articles.map((article) => composeArticle(composeContent(article, options), article, options))
  const alone = { rss: (document) => document.rss2(), atom: (document) => document.atom1(), json: (d) => d.json1() }
  for (const format of formats) {
    const assemble = ({ composed, items }) =>
      Buffer.concat([...assembleDocument(format, feed, feed.subscription, composed, items)])
    const fresh = () => ({ composed: compose(), items: new WeakMap() })
    const kept = fresh()
    assemble(kept)
    const times = [
      timesOf(() => withoutFeedmill(feed, compose()), alone[format.id]),
      timesOf(fresh, assemble),
      timesOf(() => kept, assemble),
    ]
    printRow([format.name, ...times.map((values) => median(values).toFixed(0))])
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

function withoutFeedmill({ title: name, pageUrl, subscription }, articles) {
  const document = new Feed({ id: pageUrl, title: name, link: pageUrl, updated: subscription.updated })
  for (const {
    title,
    id,
    link,
    updated: date,
    published,
    excerpt: description,
    contentHtml,
    authors,
    topics,
  } of articles) {
    const author = authors.map(({ name: authorName, url }) => ({ name: authorName, link: url }))
    const category = topics.map((topic) => ({ name: topic.name, term: topic.id }))
    document.addItem({ title, id, link, date, published, description, content: contentHtml, author, category })
  }
  return document
}
