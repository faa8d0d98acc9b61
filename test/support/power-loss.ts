import type { Effect } from './memory-disk.ts'

/** This many of the last unsynced effects are kept and lost in every combination. */
const EXHAUSTIVE = 4

/**
 * The effects that may survive a power failure: those that were synced, and any of the others. There are too many combinations
 * of the latter to try them all: the last few are kept and lost in every combination, together with all, none and some of the
 * older ones; and each effect in the same folder as the newest is lost alone. The newest is always kept, because without it
 * the power failure would have come earlier.
 */
export function* lastingEffects(done: readonly Effect[], random: () => number): Generator<readonly Effect[]> {
  const unsynced = findUnsynced(done)
  const newest = unsynced.at(-1) === done.at(-1) ? 1 : 0
  const open = unsynced.slice(0, unsynced.length - newest)
  const [older, last] = [open.slice(0, -EXHAUSTIVE), open.slice(-EXHAUSTIVE)]
  for (const effect of older.filter(({ node }) => node === done.at(-1)?.node)) {
    yield done.filter((other) => other !== effect)
  }
  const share = random()
  for (const isKept of [() => true, () => false, () => random() < share]) {
    const lostOlder = older.filter(() => !isKept())
    for (let bits = 0; bits < 2 ** last.length; bits++) {
      const lost = new Set([...lostOlder, ...last.filter((_, index) => (bits >> index) % 2 === 0)])
      yield done.filter((effect) => !lost.has(effect))
    }
  }
}

function findUnsynced(done: readonly Effect[]): Effect[] {
  const synced = new Set<number>()
  const unsynced: Effect[] = []
  for (const effect of done.toReversed()) {
    if (effect.kind === 'sync') synced.add(effect.node)
    else if (!synced.has(effect.node)) unsynced.push(effect)
  }
  return unsynced.reverse()
}
