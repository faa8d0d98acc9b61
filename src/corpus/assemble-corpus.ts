import { hash } from 'node:crypto'
import { type ArticleSummary, isDue } from '../model/article.ts'
import type { Corpus } from '../model/corpus.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { IgnoredReason } from '../model/ignored-reason.ts'
import type { NamedMix } from '../model/named-mix.ts'
import { diagnostic } from '../model/rules.ts'
import { longSlug } from './article-address.ts'
import { checkEpisodes } from './check-episodes.ts'
import type { TopicLimits } from './corpus-profile.ts'
import { findTakenAliases } from './find-taken-aliases.ts'
import { mergeMixes } from './merge-mixes.ts'
import { mergeTopics } from './merge-topics.ts'
import type { TopicDescription } from './parse-topic.ts'
import type { FileContent } from './parsed-files.ts'

/** How readers know an article. */
interface PublishedAs {
  id: string
  /** Only for hosted articles. */
  slug?: string | undefined
}

/** What is known of a corpus besides its parsed articles. */
export interface CorpusParts {
  descriptions: readonly TopicDescription[]
  mixes?: readonly NamedMix[]
  /** What was wrong with other files. */
  diagnostics: readonly Diagnostic[]
  /** Files that were ignored by their paths, with the reason. */
  ignored: ReadonlyMap<string, IgnoredReason>
  /** Files that are links to others, which precede them. */
  links?: ReadonlySet<string>
  topicLimits: TopicLimits
  /** The names of the topics in the published generation, by id. */
  publishedTopics?: ReadonlyMap<string, string> | undefined
  /** Whether a feed of the published generation is that of a named mix. */
  isPublishedMix?: ((id: string) => boolean) | undefined
  /** The id and the slug under which a file is published. */
  publishedAs?: ((file: string) => PublishedAs | undefined) | undefined
  /** Only articles that are due by then count for topics. */
  dueBy: Date
}

/** Assembles the parsed files into a corpus: every article has an id and a slug of its own, and its topic names are topics. */
export function assembleCorpus(parsed: readonly FileContent[], parts: CorpusParts): Corpus {
  const diagnostics = [...parts.diagnostics]
  const parsedArticles: ArticleSummary[] = []
  const ignored: Corpus['ignored'] = {}
  const countIgnored = (reason: IgnoredReason) => {
    ignored[reason] = (ignored[reason] ?? 0) + 1
  }
  for (const reason of parts.ignored.values()) countIgnored(reason)
  for (const content of parsed) {
    if ('article' in content) parsedArticles.push(content.article)
    if ('diagnostics' in content && content.diagnostics) diagnostics.push(...content.diagnostics)
    if ('ignored' in content) countIgnored(content.ignored)
  }
  const { publishedAs = () => undefined, isPublishedMix = () => false, links, mixes: described = [] } = parts
  const rankBy = (key: 'id' | 'slug') => (article: ArticleSummary) => {
    if (publishedAs(article.file)?.[key] === article[key]) return 0
    return links?.has(article.file) ? 2 : 1
  }
  const withIds = assignIds(parsedArticles, rankBy('id'), diagnostics)
  const articles = assignSlugs(withIds, rankBy('slug'), diagnostics)
  const due = articles.filter((article) => isDue(article, parts.dueBy))
  // A new topic takes no feed from the subscribers of a mix.
  const taken = new Map(described.flatMap(({ topic }) => (isPublishedMix(topic.id) ? [[topic.id, topic]] : [])))
  const merged = mergeTopics(parts.descriptions, due, parts.topicLimits, parts.publishedTopics, taken)
  const { mixes, diagnostics: ofMixes } = mergeMixes(described, merged.topics)
  return {
    articles,
    topics: merged.topics,
    mixes,
    topicByKey: merged.topicByKey,
    ignored,
    diagnostics: [
      ...diagnostics,
      ...findTakenAliases(articles),
      ...merged.diagnostics,
      ...ofMixes,
      ...checkEpisodes(parts.descriptions, due, merged),
    ].sort(byFileAndLine),
  }
}

/** Of the articles with one id, one keeps it. Others take their fallback, or are dropped. */
function assignIds(articles: ArticleSummary[], rankOf: Rank, diagnostics: Diagnostic[]): ArticleSummary[] {
  const owners = ownersOf(articles, ({ id }) => id, rankOf)
  if (!owners) return articles
  const withFallbacks = articles.map((article) =>
    owners.get(article.id) === article || article.fallbackId === undefined
      ? article
      : { ...article, id: article.fallbackId, fallbackId: undefined },
  )
  const finalOwners = ownersOf(withFallbacks, ({ id }) => id, rankOf)
  return withFallbacks.filter((article) => {
    const owner = finalOwners?.get(article.id) ?? article
    if (owner === article) return true
    const message = `${JSON.stringify(article.id)} is already used by ${owner.file}`
    diagnostics.push(diagnostic('id-duplicate', { file: article.file, field: 'id' }, message))
    return false
  })
}

/**
 * Of the articles with one slug, one keeps it. The slugs of others begin with their folders; they are
 * assigned in the order of paths, because the articles come in the order in which they were read.
 */
function assignSlugs(articles: ArticleSummary[], rankOf: Rank, diagnostics: Diagnostic[]): ArticleSummary[] {
  const owners = ownersOf(articles, ({ slug }) => slug, rankOf)
  if (!owners) return articles
  const others = articles.filter((article) => article.slug !== undefined && owners.get(article.slug) !== article)
  const ownSlugs = new Map<ArticleSummary, string>()
  for (const article of others.sort((a, b) => (a.file < b.file ? -1 : 1))) {
    const { file, slug = '' } = article
    const long = longSlug(file)
    const own = owners.has(long) ? `${long}-${hash('sha256', file).slice(0, 8)}` : long
    const message = `${JSON.stringify(slug)} is already used by ${owners.get(slug)?.file}, so the article is at ${JSON.stringify(own)}`
    diagnostics.push(diagnostic('slug-duplicate', { file, field: 'slug' }, message, { severity: 'warning' }))
    owners.set(own, article)
    ownSlugs.set(article, own)
  }
  return articles.map((article) => {
    const slug = ownSlugs.get(article)
    return slug === undefined ? article : { ...article, slug }
  })
}

/** 0 for an article that is already published under its id, or its slug, 2 for a link to another file, else 1. */
type Rank = (article: ArticleSummary) => number

/**
 * The article that keeps each value: the one that is already published under it, else the one with the earliest date that
 * is no link to another file. Undefined if every value is unique.
 */
function ownersOf(
  articles: readonly ArticleSummary[],
  keyOf: (article: ArticleSummary) => string | undefined,
  rankOf: Rank,
): Map<string, ArticleSummary> | undefined {
  const owners = new Map<string, ArticleSummary>()
  let isUnique = true
  for (const article of articles) {
    const key = keyOf(article)
    if (key === undefined) continue
    const owner = owners.get(key)
    if (owner) isUnique = false
    if (!owner || precedes(article, owner, rankOf)) owners.set(key, article)
  }
  return isUnique ? undefined : owners
}

function precedes(a: ArticleSummary, b: ArticleSummary, rankOf: Rank): boolean {
  const [rankA, rankB] = [rankOf(a), rankOf(b)]
  if (rankA !== rankB) return rankA < rankB
  // If they tie, the first by path.
  return a.published.getTime() - b.published.getTime() < 0 || (+a.published === +b.published && a.file < b.file)
}

function byFileAndLine(a: Diagnostic, b: Diagnostic): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1
  return (a.line ?? 0) - (b.line ?? 0)
}
