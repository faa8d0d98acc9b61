import { assembleCorpus } from '../../src/corpus/assemble-corpus.ts'
import { createArticleParser } from '../../src/corpus/parse-article.ts'
import { parseTopic } from '../../src/corpus/parse-topic.ts'
import { createArticleComposer } from '../../src/feeds/article-composer.ts'
import { type Selection, type SiteOptions, selectFeeds } from '../../src/feeds/select-feeds.ts'
import type { Article, ArticleSource } from '../../src/model/article.ts'
import type { Corpus } from '../../src/model/corpus.ts'
import type { Feed } from '../../src/model/feed.ts'

const site: SiteOptions = {
  publicUrl: 'https://feeds.example',
  siteTitle: 'The Mill',
  siteDescription: 'All that is ground here',
  feedItems: 50,
  archiveItems: 100,
  websubHubs: [],
  refreshInterval: 900,
}

/** Corpora of this module contain whole articles. */
const source: ArticleSource = {
  read: (article) => article as Article,
  confirm: () => Promise.resolve(),
  digestOf: ({ file }) => file,
}

/** The corpus of files by path; those in `topics/` describe topics. */
function corpusOf(files: Readonly<Record<string, string>>): Corpus {
  const parseArticle = createArticleParser({ timeZone: 'UTC' })
  const sources = Object.entries(files).map(([path, text]) => ({ path, text }))
  const articles = sources.filter(({ path }) => path.endsWith('.md')).map(parseArticle)
  const topics = sources
    .filter(({ path }) => path.endsWith('.yaml'))
    .map(parseTopic)
    .flatMap((topic) => ('topic' in topic ? [topic] : []))
  return assembleCorpus(articles, topics, [])
}

/** The feeds of the files, by default long after every date in them. */
export function select(
  files: Readonly<Record<string, string>>,
  options: Partial<SiteOptions> = {},
  now = new Date('2026-06-01T00:00:00Z'),
): Selection {
  const [corpus, siteOptions] = [corpusOf(files), { ...site, ...options }]
  return selectFeeds(corpus, createArticleComposer(source, { ...corpus, ...siteOptions }), siteOptions, now)
}

/** One feed of the files, by default `all`. */
export function feedOf(files: Readonly<Record<string, string>>, id = 'all', options: Partial<SiteOptions> = {}): Feed {
  const feed = select(files, options).feeds.find((candidate) => candidate.id === id)
  if (!feed) throw new Error(`there is no feed ${id}`)
  return feed
}
