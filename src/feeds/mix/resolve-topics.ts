import { nearestName } from '../../text/nearest-name.ts'
import type { MixQuery } from './mix-query.ts'

/** The most topics that a message lists. */
const MAX_LISTED = 30

/** The topics of a publication. */
export interface KnownTopics {
  /** Names by id. */
  topics: Readonly<Record<string, string>>
  /** Current ids by former id. */
  moved: Readonly<Record<string, string>>
  retired: readonly string[]
}

/** A query with current topics, or why there is none. */
export type ResolvedMix =
  | {
      /** With current ids instead of former ones. */
      query: MixQuery
      /** The query without retired topics, of which there are no articles. */
      selection: MixQuery
    }
  | { problem: string }
  | 'retired'

/** A topic of a query that there is not. */
export interface UnknownTopic {
  parameter: (typeof PARAMETERS)[number]
  id: string
  /** The id that may be meant. */
  nearest: string | undefined
}

/** The parameters with ids of topics. */
const PARAMETERS = ['any', 'all', 'without'] as const

/** The topics of a query that are no topics, and were none. */
export function findUnknownTopics(query: MixQuery, { topics, moved, retired }: KnownTopics): UnknownTopic[] {
  const known = [...Object.keys(topics), ...retired]
  return PARAMETERS.flatMap((parameter) =>
    query[parameter]
      .filter((id) => !known.includes(currentId(id, moved)))
      .map((id) => ({ parameter, id, nearest: nearestName(id, Object.keys(topics)) })),
  )
}

/** Resolves the topics of a query; `retired` if it asks for nothing but retired ones. */
export function resolveTopics(query: MixQuery, known: KnownTopics): ResolvedMix {
  const { moved, retired } = known
  const [unknown] = findUnknownTopics(query, known)
  if (unknown) return { problem: describeUnknown(unknown, Object.keys(known.topics)) }
  const resolved = { ...query }
  const selection = { ...query }
  for (const name of PARAMETERS) {
    const ids = query[name].map((id) => currentId(id, moved))
    resolved[name] = [...new Set(ids)].sort()
    selection[name] = resolved[name].filter((id) => !retired.includes(id))
  }
  const isWanted = resolved.any.length + resolved.all.length > 0
  const isLeft = selection.any.length + selection.all.length > 0
  return isWanted && !isLeft ? 'retired' : { query: resolved, selection }
}

function currentId(id: string, moved: KnownTopics['moved']): string {
  return Object.hasOwn(moved, id) ? (moved[id] as string) : id
}

function describeUnknown({ parameter, id, nearest }: UnknownTopic, topics: readonly string[]): string {
  const suggestion = nearest === undefined ? '' : ` Did you mean ${nearest}?`
  const allowed = topics.length > MAX_LISTED ? 'the ids in the URLs of the topics' : topics.join(', ')
  return `${parameter} has ${JSON.stringify(id)}, which is no topic.${suggestion} Allowed: ${allowed}.`
}
