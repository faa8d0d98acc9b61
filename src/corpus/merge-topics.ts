import { FeedmillError } from '../errors.ts'
import type { ArticleSummary } from '../model/article.ts'
import type { Corpus } from '../model/corpus.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import { diagnostic, type Rule } from '../model/rules.ts'
import type { Topic } from '../model/topic.ts'
import { isReserved, slugOf, topicKey } from '../text/slug.ts'
import type { TopicDescription } from './parse-topic.ts'

/** A topic name that articles use, in its most common spelling, and the first file that uses it. */
interface UsedName {
  key: string
  name: string
  articles: number
  file: string
}

/**
 * Merges the topics that files describe with those that articles only name. Names that differ in case or spacing are one
 * topic. If two names have the same slug, the described topic gets the feed, else the one with more articles.
 *
 * @returns the topics ordered by id, the topic of each name, and diagnostics for names without a feed
 * @throws FeedmillError `topics-invalid` if descriptions contradict each other
 */
export function mergeTopics(
  descriptions: readonly TopicDescription[],
  articles: readonly ArticleSummary[],
): Pick<Corpus, 'topics' | 'topicByKey' | 'diagnostics'> {
  const contradictions = findContradictions(descriptions)
  if (contradictions.length > 0) throw topicsInvalid(contradictions)
  const described = descriptions.map(({ topic }) => topic)
  const byId = new Map(described.map((topic) => [topic.id, topic]))
  const topicByKey = new Map(described.map((topic) => [topicKey(topic.name), topic]))
  const takenIds = new Map(described.flatMap((topic) => [topic.id, ...topic.formerIds].map((id) => [id, topic])))
  const diagnostics: Diagnostic[] = []
  for (const used of usedNames(articles)) {
    if (topicByKey.has(used.key)) continue
    const id = slugOf(used.name)
    const rival = id && takenIds.get(id)
    if (!id) diagnostics.push(withoutFeed('topic-without-slug', used, 'cannot be turned into a slug'))
    else if (isReserved(id)) diagnostics.push(withoutFeed('topic-reserved', used, `has the reserved slug "${id}"`))
    else if (rival) diagnostics.push(withoutFeed('topic-slug-taken', used, `has the same slug as "${rival.name}"`))
    else {
      const topic = { id, name: used.name, keywords: [], formerIds: [], retired: false, hasDescription: false }
      byId.set(id, topic)
      takenIds.set(id, topic)
      topicByKey.set(used.key, topic)
    }
  }
  diagnostics.push(...linkParents(descriptions, byId, topicByKey))
  const topics = [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  for (const topic of topics) topic.parent = firstWithFeed(topic.parent, byId)
  return { topics, topicByKey: new Map([...topicByKey].filter(([, { retired }]) => !retired)), diagnostics }
}

/** The error that ends a run with invalid topic files. */
export function topicsInvalid(diagnostics: readonly Diagnostic[]): FeedmillError {
  return new FeedmillError('topics-invalid', 'the topic files cannot be used', 'Fix the errors in the topic files.', {
    diagnostics,
  })
}

function withoutFeed(rule: Rule, { name, articles, file }: UsedName, reason: string): Diagnostic {
  const message = `${JSON.stringify(name)} ${reason}, so it has no feed (articles: ${articles}, still in "all")`
  return diagnostic(rule, { file, field: 'topics' }, message, { severity: 'warning' })
}

/** Finds ids, former ids and names that more than one file claims. */
function findContradictions(descriptions: readonly TopicDescription[]): Diagnostic[] {
  const diagnostics: Diagnostic[] = []
  const owners = new Map<string, string>()
  const claim = (rule: Rule, file: string, field: string, value: string, owned: string) => {
    const owner = owners.get(owned)
    if (owner)
      diagnostics.push(diagnostic(rule, { file, field }, `${JSON.stringify(value)} is already used by ${owner}`))
    else owners.set(owned, file)
  }
  for (const { file, topic } of descriptions) {
    claim('topic-duplicate', file, 'id', topic.id, `id ${topic.id}`)
    claim('topic-duplicate', file, 'name', topic.name, `name ${topicKey(topic.name)}`)
  }
  for (const { file, topic } of descriptions) {
    for (const formerId of topic.formerIds)
      claim('topic-former-id-taken', file, 'formerIds', formerId, `id ${formerId}`)
  }
  return diagnostics
}

/** The names that articles use, the most frequent first, ties ordered by key. */
function usedNames(articles: readonly ArticleSummary[]): UsedName[] {
  const names = new Map<
    string,
    { articles: number; file: string; last: ArticleSummary; spellings: Map<string, number> }
  >()
  for (const article of articles) {
    for (const name of article.topics) {
      const key = topicKey(name)
      const used = names.get(key)
      if (!used) names.set(key, { articles: 1, file: article.file, last: article, spellings: new Map([[name, 1]]) })
      else if (used.last !== article) {
        used.articles++
        used.last = article
        used.spellings.set(name, (used.spellings.get(name) ?? 0) + 1)
        if (article.file < used.file) used.file = article.file
      }
    }
  }
  return [...names]
    .map(([key, { articles, file, spellings }]) => ({ key, articles, file, name: mostCommon(spellings) }))
    .sort((a, b) => b.articles - a.articles || (a.key < b.key ? -1 : 1))
}

function mostCommon(spellings: ReadonlyMap<string, number>): string {
  const [first] = [...spellings].sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1))
  return first?.[0] ?? ''
}

/** Sets the parent id of each described topic. An unknown or circular parent is reported and ignored. */
function linkParents(
  descriptions: readonly TopicDescription[],
  byId: ReadonlyMap<string, Topic>,
  byKey: ReadonlyMap<string, Topic>,
): Diagnostic[] {
  const diagnostics: Diagnostic[] = []
  for (const { file, topic, parent } of descriptions) {
    if (parent === undefined) continue
    const parentTopic = byId.get(parent) ?? byKey.get(topicKey(parent))
    if (parentTopic && !descendsFrom(parentTopic, topic, byId)) topic.parent = parentTopic.id
    else {
      const reason = parentTopic ? 'is a descendant of this topic' : 'is not a topic'
      diagnostics.push(
        diagnostic('topic-parent-unknown', { file, field: 'parent' }, `${JSON.stringify(parent)} ${reason}`, {
          severity: 'warning',
        }),
      )
    }
  }
  return diagnostics
}

/** A topic, or the nearest one above it, that is not retired. */
function firstWithFeed(id: string | undefined, byId: ReadonlyMap<string, Topic>): string | undefined {
  const topic = id === undefined ? undefined : byId.get(id)
  return topic?.retired ? firstWithFeed(topic.parent, byId) : id
}

function descendsFrom(descendant: Topic, ancestor: Topic, byId: ReadonlyMap<string, Topic>): boolean {
  for (let topic: Topic | undefined = descendant; topic; topic = topic.parent ? byId.get(topic.parent) : undefined) {
    if (topic === ancestor) return true
  }
  return false
}
