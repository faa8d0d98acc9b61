import { expect } from 'vitest'
import { assembleCorpus } from '../../src/corpus/assemble-corpus.ts'
import { createArticleParser } from '../../src/corpus/parse-article.ts'
import { parseTopic } from '../../src/corpus/parse-topic.ts'
import { createFingerprint } from '../../src/feeds/article-fingerprint.ts'
import {
  type ComposeOptions,
  type CorpusContext,
  composeArticle,
  composeContent,
  referencesIn,
} from '../../src/feeds/compose-article.ts'
import { findReferences, resolveReferences } from '../../src/feeds/resolve-references.ts'
import { type Selection, type SiteOptions, selectFeeds } from '../../src/feeds/select-feeds.ts'
import { itemSize } from '../../src/formats/item-size.ts'
import { type Article, type ArticleSummary, isDue } from '../../src/model/article.ts'
import type { ComposedArticle } from '../../src/model/composed-article.ts'
import type { Corpus } from '../../src/model/corpus.ts'
import type { Feed } from '../../src/model/feed.ts'
import { mediaFileType } from '../../src/text/media-file.ts'
import { profileOf } from './profile.ts'

const site: SiteOptions = {
  publicUrl: 'https://feeds.example',
  siteTitle: 'The Mill',
  siteDescription: 'All that is ground here',
  feedItems: 50,
  feedBytes: 4_194_304,
  archiveItems: 100,
  websubHubs: [],
  feedIcon: 'icon.png',
  refreshInterval: 900,
}

/** The corpus of files by path; those in `topics/` describe topics. */
function corpusOf(files: Readonly<Record<string, string>>, site: SiteOptions, dueBy: Date): Corpus {
  const profile = profileOf()
  const parseArticle = createArticleParser(profile)
  const sources = Object.entries(files).map(([path, text]) => ({ path, text }))
  const parsed = sources.filter(({ path }) => path.endsWith('.md')).map(parseArticle)
  const articles = parsed.map((file) => ('article' in file ? { article: summary(file.article, site) } : file))
  const topics = sources
    .filter(({ path }) => path.endsWith('.yaml'))
    .map(parseTopic)
    .flatMap(({ description }) => description ?? [])
  const parts = { descriptions: topics, diagnostics: [], ignored: new Map(), topicLimits: profile.topics, dueBy }
  return assembleCorpus(articles, parts)
}

/** A whole article, which is its own summary too. */
function summary(article: Article, site: SiteOptions): Article & ArticleSummary {
  const content = composeContent(article, site)
  const references = referencesIn(content)
  return {
    ...article,
    digest: JSON.stringify(article),
    size: itemSize(article, content),
    ...(references.length > 0 ? { references: references.map((target) => ({ target })) } : {}),
  }
}

/** The options with which the articles of each selection are composed. */
const settings = new WeakMap<ArticleSummary, ComposeOptions & CorpusContext>()

/** The selection of the files, by default long after every date in them. */
export function select(
  files: Readonly<Record<string, string>>,
  options: Partial<SiteOptions> = {},
  now = new Date('2026-06-01T00:00:00Z'),
): Selection {
  const siteOptions = { ...site, ...options }
  const { publicUrl } = siteOptions
  const corpus = corpusOf(files, siteOptions, now)
  const due = corpus.articles.filter((article) => isDue(article, now))
  const media = Object.keys(files).filter(mediaFileType)
  const found = findReferences(due, { root: '/content', media, publicUrl })
  const resolved = resolveReferences(found, (file) => `${publicUrl}/files/${file}`)
  const fingerprint = createFingerprint(corpus.topicByKey, resolved)
  const selection = selectFeeds(corpus, siteOptions, now, { fingerprint, resolved })
  for (const article of selection.articles) settings.set(article, { ...corpus, ...siteOptions, resolved })
  return selection
}

/** Composes articles of a selection, whose corpus contains whole articles. */
export function composed(articles: readonly ArticleSummary[]): ComposedArticle[] {
  return articles.map((article) => {
    const options = settings.get(article) ?? expect.unreachable()
    return composeArticle(composeContent(article as Article & ArticleSummary, options), article, options)
  })
}

/** One feed of the files, by default `all`. */
export function feedOf(files: Readonly<Record<string, string>>, id = 'all', options: Partial<SiteOptions> = {}): Feed {
  const feed = select(files, options).feeds.find((candidate) => candidate.id === id)
  if (!feed) throw new Error(`there is no feed ${id}`)
  return feed
}
