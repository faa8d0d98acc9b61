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

/** Resolves the topics of a query; `retired` if it asks for nothing but retired ones. */
export function resolveTopics(query: MixQuery, { topics, moved, retired }: KnownTopics): ResolvedMix {
  const known = [...Object.keys(topics), ...retired]
  const resolved = { ...query }
  const selection = { ...query }
  for (const name of ['any', 'all', 'without'] as const) {
    const ids = query[name].map((id) => (Object.hasOwn(moved, id) ? (moved[id] as string) : id))
    const unknown = ids.find((id) => !known.includes(id))
    if (unknown !== undefined) return { problem: unknownTopic(name, unknown, Object.keys(topics)) }
    resolved[name] = [...new Set(ids)].sort()
    selection[name] = resolved[name].filter((id) => !retired.includes(id))
  }
  const isWanted = resolved.any.length + resolved.all.length > 0
  const isLeft = selection.any.length + selection.all.length > 0
  return isWanted && !isLeft ? 'retired' : { query: resolved, selection }
}

function unknownTopic(name: string, id: string, topics: readonly string[]): string {
  const nearest = nearestName(id, topics)
  const suggestion = nearest === undefined ? '' : ` Did you mean ${nearest}?`
  const allowed = topics.length > MAX_LISTED ? 'the ids in the URLs of the topics' : topics.join(', ')
  return `${name} has ${JSON.stringify(id)}, which is no topic.${suggestion} Allowed: ${allowed}.`
}
