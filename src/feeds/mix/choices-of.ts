import { forEachNameKind, type MixShard, type NameKind } from './mix-shard.ts'

/** The most names of a kind that are offered. */
const MAX_NAMES = 200

/** What a mix can select by, besides topics and words. */
export interface MixChoices {
  /** The most frequent keys, sorted. */
  names: Record<NameKind, string[]>
  /** Whether any article has one. */
  hasQuality: boolean
  hasHeat: boolean
}

/** What the articles of an index can be selected by. */
export function choicesOf(shards: readonly MixShard[]): MixChoices {
  return {
    names: forEachNameKind((kind) => mostFrequent(shards.flatMap(({ names }) => names[kind]))),
    hasQuality: shards.some(({ quality }) => quality.some(Number.isFinite)),
    hasHeat: shards.some(({ heat }) => heat.some(Number.isFinite)),
  }
}

function mostFrequent(names: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  const sorted = [...counts].sort(([, count], [, other]) => other - count)
  return sorted
    .slice(0, MAX_NAMES)
    .map(([name]) => name)
    .sort()
}
