import type { MixQuery } from './mix-query.ts'
import type { MixShard } from './mix-shard.ts'
import { type TermKind, termNumber } from './terms.ts'

/** A query as numbers. */
export interface MixFilter {
  /** An article has a term of each group; the rarest groups come first. */
  groups: number[][]
  /** An article does not have all terms of any of these groups. */
  excluded: number[][]
  minQuality: number
  minHeat: number
}

export function filterOf(query: MixQuery): MixFilter {
  const { any, all, without, words, withoutWords, author, provider, type, locale } = query
  const numbers = (kind: TermKind, values: readonly string[]) => values.map((value) => termNumber(kind, value))
  const each = (kind: TermKind, values: readonly string[]) => numbers(kind, values).map((number) => [number])
  const alternatives = [
    numbers('author', author),
    numbers('provider', provider),
    numbers('type', type),
    numbers('topic', any),
    numbers('locale', locale),
  ]
  return {
    groups: [...each('word', words), ...each('topic', all), ...alternatives.filter(({ length }) => length > 0)],
    excluded: [...each('topic', without), ...withoutWords.map((word) => numbers('word', word.split('-')))],
    minQuality: query.minQuality ?? Number.NEGATIVE_INFINITY,
    minHeat: query.minHeat ?? Number.NEGATIVE_INFINITY,
  }
}

/** Creates a function that finds the positions of the articles of a shard that a filter accepts, in their order. */
export function createMatcher({ groups, excluded, minQuality, minHeat }: MixFilter): (shard: MixShard) => number[] {
  let accepted = new Uint32Array()
  let bits = new Uint32Array()
  let rejected = new Uint32Array()
  return (shard) => {
    const { published, quality, heat } = shard
    const length = Math.ceil(published.length / 32)
    if (accepted.length !== length) {
      accepted = new Uint32Array(length)
      bits = new Uint32Array(length)
      rejected = new Uint32Array(length)
    }
    accepted.fill(0xffffffff)
    for (const group of groups) {
      setBits(bits, shard, group)
      if (!keepOnly(accepted, bits)) return []
    }
    for (const group of excluded) {
      rejected.fill(0xffffffff)
      const isLeft = group.every((term) => {
        setBits(bits, shard, [term])
        return keepOnly(rejected, bits)
      })
      if (isLeft) remove(accepted, rejected)
    }
    const found: number[] = []
    for (let position = 0; position < published.length; position++) {
      const isAccepted = ((accepted[position >>> 5] as number) >>> (position & 31)) & 1
      if (isAccepted && (quality[position] as number) >= minQuality && (heat[position] as number) >= minHeat) {
        found.push(position)
      }
    }
    return found
  }
}

/** Sets the bit of each article that has one of the terms, and clears the others. */
function setBits(bits: Uint32Array, shard: MixShard, terms: readonly number[]): void {
  bits.fill(0)
  for (const term of terms) {
    const index = indexOf(shard.terms, term)
    if (index < 0) continue
    const end = shard.starts[index + 1] as number
    for (let at = shard.starts[index] as number; at < end; at++) {
      const position = shard.positions[at] as number
      bits[position >>> 5] = (bits[position >>> 5] as number) | (1 << (position & 31))
    }
  }
}

/** @returns whether any bit is left */
function keepOnly(bits: Uint32Array, others: Uint32Array): boolean {
  let left = 0
  for (let index = 0; index < bits.length; index++) {
    const kept = (bits[index] as number) & (others[index] as number)
    bits[index] = kept
    left |= kept
  }
  return left !== 0
}

function remove(bits: Uint32Array, others: Uint32Array): void {
  for (let index = 0; index < bits.length; index++) bits[index] = (bits[index] as number) & ~(others[index] as number)
}

/** The index of a number in a sorted array; negative if it is not there. */
function indexOf(sorted: Float64Array, wanted: number): number {
  let low = 0
  let high = sorted.length - 1
  while (low <= high) {
    const middle = (low + high) >>> 1
    const value = sorted[middle] as number
    if (value === wanted) return middle
    if (value < wanted) low = middle + 1
    else high = middle - 1
  }
  return -1
}
