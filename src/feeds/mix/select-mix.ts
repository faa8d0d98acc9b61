import { filterOf, matchShard } from './match-shard.ts'
import type { MixQuery, Period } from './mix-query.ts'
import type { MixShard } from './mix-shard.ts'
import { periodAt, type TimeSpan } from './period-at.ts'

/** The most articles that a digest lists. */
const MAX_LISTED = 50

/** An article of a mix: the index of its shard, and its position there. */
export interface Match {
  shard: number
  position: number
}

/** A finished period with articles. */
export interface Digest extends TimeSpan {
  /** The newest of its articles. */
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
  for (const match of findArticles(shards, query, timeZone)) {
    selected.push(match)
    if (selected.length === query.items) break
  }
  return selected
}

/** Selects the digests of a mix, newest first: of periods with articles that are over. */
export function selectDigests(
  shards: readonly MixShard[],
  query: MixQuery & { digest: Period },
  { timeZone, now }: SelectOptions & { now: Date },
): Digest[] {
  const digests: Digest[] = []
  let current: Digest | undefined
  for (const match of findArticles(shards, query, timeZone)) {
    const published = publishedAt(shards, match)
    if (!current || published < current.start) {
      if (digests.length === query.items) break
      current = { ...periodAt(published, query.digest, timeZone), listed: [], count: 0 }
      if (current.end <= now.getTime()) digests.push(current)
    }
    current.count++
    if (current.listed.length < MAX_LISTED) current.listed.push(match)
  }
  return digests
}

function* findArticles(shards: readonly MixShard[], query: MixQuery, timeZone: string): Generator<Match, void> {
  const { top } = query
  const matches = findMatches(shards, query)
  if (!top) return yield* matches
  let period: TimeSpan | undefined
  let best: Match[] = []
  for (const match of matches) {
    const published = publishedAt(shards, match)
    if (!period || published < period.start) {
      yield* inOrder(best)
      period = periodAt(published, top.per, timeZone)
      best = []
    }
    keepBest(best, match, { shards, count: top.count })
  }
  yield* inOrder(best)
}

function* findMatches(shards: readonly MixShard[], query: MixQuery): Generator<Match, void> {
  const filter = filterOf(query)
  for (const [index, shard] of shards.entries()) {
    for (const position of matchShard(shard, filter)) yield { shard: index, position }
  }
}

/** Adds an article to the best ones, which are sorted, if it is one of them: by heat, quality, then order. */
function keepBest(
  best: Match[],
  match: Match,
  { shards, count }: { shards: readonly MixShard[]; count: number },
): void {
  const isBetter = (other: Match) => {
    const [heat, otherHeat] = [numberOf(shards, match, 'heat'), numberOf(shards, other, 'heat')]
    return heat !== otherHeat
      ? heat > otherHeat
      : numberOf(shards, match, 'quality') > numberOf(shards, other, 'quality')
  }
  const rank = best.findLastIndex((other) => !isBetter(other)) + 1
  if (rank >= count) return
  best.splice(rank, 0, match)
  best.length = Math.min(best.length, count)
}

function inOrder(matches: readonly Match[]): Match[] {
  return matches.toSorted((a, b) => a.shard - b.shard || a.position - b.position)
}

function publishedAt(shards: readonly MixShard[], match: Match): number {
  return numberOf(shards, match, 'published')
}

function numberOf(
  shards: readonly MixShard[],
  { shard, position }: Match,
  field: 'published' | 'quality' | 'heat',
): number {
  return shards[shard]?.[field][position] as number
}
