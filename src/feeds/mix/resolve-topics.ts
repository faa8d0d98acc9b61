import { nearestName } from '../../text/nearest-name.ts'
import type { MixQuery } from './mix-query.ts'

/** The most topics that a message lists. */
const MAX_LISTED = 30

/** The longest id to which those of all topics are compared, which takes longer the longer it is. */
const MAX_COMPARED = 60

/** The topics of a publication. */
export interface KnownTopics {
  /** Names by id. */
  topics: Readonly<Record<string, string>>
  /** Current ids by former id. */
  moved: Readonly<Record<string, string>>
  retired: readonly string[]
  /** Other ids that topics had: no article has them any more. */
  vanished?: readonly string[] | undefined
}

/** A query with current topics, or why there is none. */
export type ResolvedMix =
  | {
      /** With current ids instead of former ones. */
      query: MixQuery
      /** The query with `any` of the topics that are not retired. */
      selection: MixQuery
    }
  | { problem: string }
  | 'retired'

/** A topic of a query that there is not. */
export interface UnknownTopic {
  parameter: (typeof PARAMETERS)[number]
  id: string
}

/** The parameters with ids of topics. */
const PARAMETERS = ['any', 'all', 'without'] as const

/** The topics of a query that are no topics, and were none. */
export function findUnknownTopics(
  query: MixQuery,
  { topics, moved, retired, vanished = [] }: KnownTopics,
): UnknownTopic[] {
  const known = new Set([...Object.keys(topics), ...retired, ...vanished])
  return PARAMETERS.flatMap((parameter) =>
    query[parameter].filter((id) => !known.has(currentId(id, moved))).map((id) => ({ parameter, id })),
  )
}

/** The topic that a mistyped id may mean; undefined if there is none, or the id is too long to be looked for. */
export function nearestTopic(id: string, topics: KnownTopics['topics']): string | undefined {
  return id.length <= MAX_COMPARED ? nearestName(id, Object.keys(topics)) : undefined
}

/**
 * Resolves the topics of a query; `retired` if no article can match, as it asks for each of several topics and one is retired, or
 * for any of some that all are.
 */
export function resolveTopics(query: MixQuery, known: KnownTopics): ResolvedMix {
  const { moved, retired } = known
  const [unknown] = findUnknownTopics(query, known)
  if (unknown) return { problem: describeUnknown(unknown, known.topics) }
  const resolved = { ...query }
  for (const name of PARAMETERS) {
    const ids = query[name].map((id) => currentId(id, moved))
    resolved[name] = [...new Set(ids)].sort()
  }
  const any = resolved.any.filter((id) => !retired.includes(id))
  const isRetired = resolved.all.some((id) => retired.includes(id)) || (resolved.any.length > 0 && any.length === 0)
  return isRetired ? 'retired' : { query: resolved, selection: { ...resolved, any } }
}

function currentId(id: string, moved: KnownTopics['moved']): string {
  return Object.hasOwn(moved, id) ? (moved[id] as string) : id
}

function describeUnknown({ parameter, id }: UnknownTopic, topics: KnownTopics['topics']): string {
  const nearest = nearestTopic(id, topics)
  const suggestion = nearest === undefined ? '' : ` Did you mean ${nearest}?`
  const ids = Object.keys(topics)
  const allowed = ids.length > MAX_LISTED ? 'the ids in the URLs of the topics' : ids.join(', ')
  return `${parameter} has ${JSON.stringify(id)}, which is no topic.${suggestion} Allowed: ${allowed}.`
}
