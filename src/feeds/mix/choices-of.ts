import { compareNaturally } from '../../text/natural-order.ts'
import { forEachNameKind, type MixShard, type NameKind } from './mix-shard.ts'

/** The most names of a kind that are offered. */
const MAX_NAMES = 200

/** A name to choose. */
interface NameChoice {
  key: string
  /** As articles have it. */
  name: string
}

/** What a mix can select by, besides topics and words. */
export interface MixChoices {
  /** The most frequent ones, sorted. */
  names: Record<NameKind, NameChoice[]>
  /** Whether any article has one. */
  hasQuality: boolean
  hasHeat: boolean
}

/** What the articles of an index can be selected by. */
export function choicesOf(shards: readonly MixShard[]): MixChoices {
  return {
    names: forEachNameKind((kind) => mostFrequent(shards.map(({ names }) => names[kind]))),
    hasQuality: shards.some(({ quality }) => quality.some(Number.isFinite)),
    hasHeat: shards.some(({ heat }) => heat.some(Number.isFinite)),
  }
}

/** What articles are called by a key: as the newest of them is. */
export function nameOf(shards: readonly MixShard[], kind: NameKind, key: string): string {
  const shard = shards.find(({ names }) => Object.hasOwn(names[kind], key))
  return shard?.names[kind][key] ?? key
}

/** @param shards names by key, newest first */
function mostFrequent(shards: readonly Readonly<Record<string, string>>[]): NameChoice[] {
  const choices = new Map<string, { name: string; count: number }>()
  for (const [key, name] of shards.flatMap((names) => Object.entries(names))) {
    const choice = choices.get(key)
    if (choice) choice.count++
    else choices.set(key, { name, count: 1 })
  }
  return [...choices]
    .sort(([, { count }], [, other]) => other.count - count)
    .slice(0, MAX_NAMES)
    .map(([key, { name }]) => ({ key, name }))
    .sort((a, b) => compareNaturally(a.name, b.name))
}
