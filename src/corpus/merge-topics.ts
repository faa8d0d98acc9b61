import type { ArticleSummary } from '../model/article.ts'
import type { Corpus } from '../model/corpus.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import { diagnostic, type Rule } from '../model/rules.ts'
import type { Topic } from '../model/topic.ts'
import { isReserved, slugOf, topicKey } from '../text/slug.ts'
import type { TopicLimits } from './corpus-profile.ts'
import { countNames, type UsedName } from './count-names.ts'
import { linkParents } from './link-parents.ts'
import type { TopicDescription } from './parse-topic.ts'
import { resolveDescriptions } from './resolve-descriptions.ts'

/**
 * Merges the topics that files describe with those that articles only name. Names with the same {@link topicKey} are one topic.
 * If two names have the same slug, the described topic has the feed, else the one that is published with it, else the one with
 * more articles.
 *
 * A described topic always has a feed, unless it is retired. Of the others, those that are published keep their feeds while
 * they have an article; then the largest follow.
 *
 * @param articles the articles that are due; no other one counts
 * @param published the names of the topics in the published generation, by id
 * @param taken ids that topics which no file describes cannot have, with who has them
 * @returns the topics ordered by id, the topic of each name, and diagnostics for what cannot have a feed
 */
export function mergeTopics(
  descriptions: readonly TopicDescription[],
  articles: readonly ArticleSummary[],
  { minArticles, exclude, max }: TopicLimits,
  published: ReadonlyMap<string, string> = new Map(),
  taken: ReadonlyMap<string, Pick<Topic, 'name'>> = new Map(),
): Pick<Corpus, 'topics' | 'topicByKey' | 'diagnostics'> {
  const { descriptions: resolved, diagnostics } = resolveDescriptions(descriptions)
  const described = resolved.map(({ topic }) => topic)
  const topics = new Map(described.map((topic) => [topic.id, topic]))
  const takenIds = new Map<string, Pick<Topic, 'name'>>([
    ...taken,
    ...described.flatMap((topic) => [topic.id, ...topic.formerIds].map((id) => [id, topic] as const)),
  ])
  const topicByKey = new Map<string, Topic | undefined>(exclude.map((name) => [topicKey(name), undefined]))
  for (const topic of described) topicByKey.set(topicKey(topic.name), topic)
  let feeds = described.filter(({ retired }) => !retired).length
  let withoutFeed = 0
  for (const used of candidates(articles, published, takenIds)) {
    const { key, id, name, isPublished } = used
    if (topicByKey.has(key) || (used.articles < minArticles && !isPublished)) continue
    const rival = id && takenIds.get(id)
    if (!id) diagnostics.push(noFeed('topic-without-slug', used, 'cannot be turned into a slug'))
    else if (isReserved(id)) diagnostics.push(noFeed('topic-reserved', used, `has the reserved slug "${id}"`))
    else if (rival) diagnostics.push(noFeed('topic-slug-taken', used, `has the same slug as "${rival.name}"`))
    else if (feeds >= max) withoutFeed++
    else {
      const topic = { id, name, keywords: [], formerIds: [], retired: false, hasDescription: false }
      topics.set(id, topic)
      takenIds.set(id, topic)
      topicByKey.set(key, topic)
      feeds++
    }
  }
  if (withoutFeed > 0) diagnostics.push(tooMany(withoutFeed, max))
  diagnostics.push(...linkParents(resolved, (parent) => topics.get(parent) ?? topicByKey.get(topicKey(parent))))
  return {
    topics: [...topics.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    topicByKey: new Map([...topicByKey].map(([key, topic]) => [key, topic?.retired ? undefined : topic])),
    diagnostics,
  }
}

/**
 * The names that articles use: the published ones first, then the most frequent, ties ordered by key. A published one keeps its
 * id, also if the description that gave it the id is gone or cannot be read.
 */
function candidates(
  articles: readonly ArticleSummary[],
  published: ReadonlyMap<string, string>,
  takenIds: ReadonlyMap<string, unknown>,
) {
  const idByKey = new Map([...published].map(([id, name]) => [topicKey(name), id]))
  return countNames(articles)
    .map((used) => {
      const publishedId = idByKey.get(used.key)
      const isPublished = publishedId !== undefined && !takenIds.has(publishedId)
      return { ...used, id: isPublished ? publishedId : slugOf(used.name), isPublished }
    })
    .sort(
      (a, b) => Number(b.isPublished) - Number(a.isPublished) || b.articles - a.articles || (a.key < b.key ? -1 : 1),
    )
}

function noFeed(rule: Rule, { name, articles, file }: UsedName, reason: string): Diagnostic {
  const message = `${JSON.stringify(name)} ${reason}, so it has no feed (articles: ${articles}, still in "all")`
  return diagnostic(rule, { file, field: 'topics' }, message, { severity: 'warning' })
}

function tooMany(count: number, max: number): Diagnostic {
  const topics = count === 1 ? '1 topic has' : `${count} topics have`
  const message = `is ${max}, so ${topics} no feed; the articles are still in "all"`
  return diagnostic('topic-limit', { file: 'feedmill.yaml', field: 'topics.max' }, message, { severity: 'warning' })
}
