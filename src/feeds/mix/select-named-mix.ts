import type { ArticleSummary } from '../../model/article.ts'
import type { Diagnostic } from '../../model/diagnostic.ts'
import type { NamedMix } from '../../model/named-mix.ts'
import { diagnostic } from '../../model/rules.ts'
import type { Topic } from '../../model/topic.ts'
import type { SelectedTopic } from '../select-feeds.ts'
import type { IndexPage } from './index-articles.ts'
import type { MixQuery } from './mix-query.ts'
import { parseMixQuery } from './parse-mix-query.ts'
import {
  findUnknownTopics,
  type KnownTopics,
  nearestTopic,
  resolveTopics,
  type UnknownTopic,
} from './resolve-topics.ts'
import { selectArticles } from './select-mix.ts'

interface SelectOptions {
  topics: readonly Topic[]
  /** IANA time zone of days and weeks. */
  timeZone: string
}

/**
 * Selects all articles of a named mix: those that the mix with the same query in its URL would have without a limit. It has no
 * feed if its query is not valid; like a topic, it is retired if it needs one that is. A topic that does not exist has no articles.
 *
 * @param index newest first
 */
export function selectNamedMix(
  { file, topic, search }: NamedMix,
  index: readonly IndexPage[],
  { topics, timeZone }: SelectOptions,
): { selected?: SelectedTopic; diagnostics: Diagnostic[] } {
  const parsed = parseMixQuery(search)
  if ('problem' in parsed) {
    const message = `is no mix, so it has no feed: ${parsed.problem}`
    return { diagnostics: [diagnostic('mix-invalid', { file }, message, { severity: 'warning' })] }
  }
  const known = knownTopics(topics)
  const unknown = findUnknownTopics(parsed.query, known)
  const selection = resolve(parsed.query, known, unknown)
  const selected = selection
    ? { topic, articles: topic.retired ? [] : articlesOf(index, selection, timeZone) }
    : { topic: { ...topic, retired: true }, articles: [] }
  return { selected, diagnostics: unknown.map((each) => unknownTopic(file, each, known)) }
}

/** The query with current topics; undefined if it needs a retired one. */
function resolve(query: MixQuery, known: KnownTopics, unknown: readonly UnknownTopic[]): MixQuery | undefined {
  const withUnknown = { ...known.topics, ...Object.fromEntries(unknown.map(({ id }) => [id, id])) }
  const resolved = resolveTopics(query, { ...known, topics: withUnknown })
  return typeof resolved === 'object' && 'selection' in resolved ? resolved.selection : undefined
}

function knownTopics(topics: readonly Topic[]): KnownTopics {
  const current = topics.filter(({ retired }) => !retired)
  return {
    topics: Object.fromEntries(current.map(({ id, name }) => [id, name])),
    moved: Object.fromEntries(topics.flatMap(({ id, formerIds }) => formerIds.map((former) => [former, id]))),
    retired: topics.filter(({ retired }) => retired).map(({ id }) => id),
  }
}

function articlesOf(index: readonly IndexPage[], query: MixQuery, timeZone: string): ArticleSummary[] {
  const shards = index.map(({ shard }) => shard)
  const matches = selectArticles(shards, { ...query, items: Number.POSITIVE_INFINITY }, { timeZone })
  return matches.map(({ shard, position }) => index[shard]?.articles[position] as ArticleSummary)
}

function unknownTopic(file: string, { parameter, id }: UnknownTopic, { topics }: KnownTopics): Diagnostic {
  const nearest = nearestTopic(id, topics)
  const message = `${JSON.stringify(id)} is no topic, so no article has it${nearest ? `; did you mean ${nearest}?` : ''}`
  return diagnostic('mix-topic-unknown', { file, field: parameter }, message, { severity: 'warning' })
}
