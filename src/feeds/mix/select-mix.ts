import { createMatcher, filterOf } from './match-shard.ts'
import type { MixQuery, Period } from './mix-query.ts'
import type { MixShard } from './mix-shard.ts'
import { periodAt, type TimeSpan } from './period-at.ts'

/** The most articles that a digest lists. */
const MAX_LISTED = 20

/** An article of a mix: the index of its shard, and its position there. */
export interface Match {
  shard: number
  position: number
}

/** A finished period with articles. */
export interface Digest extends TimeSpan {
  /** The best of its articles, newest first. */
  listed: Match[]
  /** The number of its articles. */
  count: number
}

interface SelectOptions {
  /** IANA time zone of days, weeks and months. */
  timeZone: string
}

/**
 * Selects the articles of a mix, newest first, and no further back than needed.
 *
 * @param shards newest first
 */
export function selectArticles(shards: readonly MixShard[], query: MixQuery, { timeZone }: SelectOptions): Match[] {
  const selected: Match[] = []
  visitArticles(shards, query, timeZone, (shard, position) => {
    selected.push({ shard, position })
    return selected.length < query.items
  })
  return selected
}

/** When the articles of a mix were published, newest first, back to an instant; in milliseconds since 1970. */
export function selectDates(
  shards: readonly MixShard[],
  query: MixQuery,
  { timeZone, since }: SelectOptions & { since: number },
): number[] {
  const dates: number[] = []
  visitArticles(shards, query, timeZone, (shard, position) => {
    const published = shards[shard]?.published[position] as number
    if (published < since) return false
    dates.push(published)
    return true
  })
  return dates
}

/** Selects the digests of a mix, newest first: of periods with articles that are over. */
export function selectDigests(
  shards: readonly MixShard[],
  query: MixQuery & { digest: Period },
  { timeZone, now }: SelectOptions & { now: Date },
): Digest[] {
  const digests: Digest[] = []
  let current: Digest | undefined
  visitArticles(shards, query, timeZone, (shard, position) => {
    const published = shards[shard]?.published[position] as number
    if (!current || published < current.start) {
      if (digests.length === query.items) return false
      current = { ...periodAt(published, query.digest, timeZone), listed: [], count: 0 }
      if (current.end <= now.getTime()) digests.push(current)
    }
    current.count++
    keepBest(current.listed, shard, position, { shards, count: MAX_LISTED })
    return true
  })
  return digests.map((digest) => ({ ...digest, listed: inOrder(digest.listed) }))
}

/** Called for each article, newest first. Returns whether more are wanted. */
type Visit = (shard: number, position: number) => boolean

function visitArticles(shards: readonly MixShard[], query: MixQuery, timeZone: string, visit: Visit): void {
  const { top } = query
  if (!top) return void visitMatches(shards, query, visit)
  let period: TimeSpan | undefined
  let best: Match[] = []
  const visitBest = () => inOrder(best).every(({ shard, position }) => visit(shard, position))
  const isMoreWanted = visitMatches(shards, query, (shard, position) => {
    const published = shards[shard]?.published[position] as number
    if (!period || published < period.start) {
      if (!visitBest()) return false
      period = periodAt(published, top.per, timeZone)
      best = []
    }
    keepBest(best, shard, position, { shards, count: top.count })
    return true
  })
  if (isMoreWanted) visitBest()
}

/** @returns whether more are wanted */
function visitMatches(shards: readonly MixShard[], query: MixQuery, visit: Visit): boolean {
  const match = createMatcher(filterOf(query))
  return shards.every((shard, index) => match(shard).every((position) => visit(index, position)))
}

/** Adds an article to the best ones, which are sorted, if it is one of them. Most are not, so that little is done for these. */
function keepBest(
  best: Match[],
  shard: number,
  position: number,
  { shards, count }: { shards: readonly MixShard[]; count: number },
): void {
  let rank = best.length
  while (rank > 0 && isBetter(shards, shard, position, best[rank - 1] as Match)) rank--
  if (rank === count) return
  best.splice(rank, 0, { shard, position })
  if (best.length > count) best.pop()
}

/** By heat, then quality; of two articles that are equal, the newer one stays. */
function isBetter(shards: readonly MixShard[], shard: number, position: number, other: Match): boolean {
  const one = shards[shard] as MixShard
  const two = shards[other.shard] as MixShard
  const difference =
    (one.heat[position] as number) - (two.heat[other.position] as number) ||
    (one.quality[position] as number) - (two.quality[other.position] as number)
  return difference > 0
}

function inOrder(matches: readonly Match[]): Match[] {
  return matches.toSorted((a, b) => a.shard - b.shard || a.position - b.position)
}
