import type { MixQuery } from './mix-query.ts'
import type { NameKind } from './mix-shard.ts'

const digests = { day: 'daily digest', week: 'weekly digest', month: 'monthly digest' }

/**
 * Says in a line what a mix selects, such as `AI or Robotics, without Marketing`. It begins with a capital letter, unless with the
 * name of a topic, which stays as it is.
 *
 * @param topics names by id
 * @param nameOf what articles call what has a key
 */
export function describeMix(
  query: MixQuery,
  topics: Readonly<Record<string, string>>,
  nameOf: (kind: NameKind, key: string) => string,
): string {
  const { any, all, without, author, provider, type, locale, words, withoutWords, minQuality, minHeat, top, digest } =
    query
  const names = (ids: readonly string[]) => ids.map((id) => (Object.hasOwn(topics, id) ? topics[id] : id) as string)
  const called = (kind: NameKind, keys: readonly string[]) => keys.map((key) => nameOf(kind, key)).join(' or ')
  const quoted = (list: readonly string[]) => list.map((word) => `“${word}”`).join(' and ')
  const parts = [
    names(all).join(' and '),
    names(any).join(' or '),
    quoted(words),
    author.length > 0 ? `by ${called('author', author)}` : '',
    provider.length > 0 ? `from ${called('provider', provider)}` : '',
    called('type', type),
    locale.join(' or '),
    without.length > 0 ? `without ${names(without).join(' or ')}` : '',
    withoutWords.length > 0 ? `without ${withoutWords.map((word) => `“${word}”`).join(' or ')}` : '',
    minQuality === undefined ? '' : `quality from ${minQuality}`,
    minHeat === undefined ? '' : `heat from ${minHeat}`,
    top ? `best ${top.count} of each ${top.per}` : '',
    digest ? digests[digest] : '',
  ]
  const described = parts.filter((part) => part !== '').join(', ')
  if (described === '') return 'All articles'
  const isTopicFirst = all.length + any.length > 0
  return isTopicFirst ? described : described.charAt(0).toUpperCase() + described.slice(1)
}
