/** Shorter times count as this, because they cannot be measured reliably. */
const SHORTEST_US = 4000

/** The minimum of this many measurements counts, because other work and garbage collection only add time. */
const ROUNDS = 5

/** Only linear growth stays below this. */
export const LINEAR = 24

/**
 * The factor by which CPU time grows with eight times the input: 8 for linear work, 64 for quadratic work, on any machine.
 */
export function growthOf(work: (size: number) => unknown, size: number): number {
  let [small, large] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (let round = 0; round < ROUNDS; round++) {
    small = Math.min(
      small,
      processorTime(() => work(size / 8)),
    )
    large = Math.min(
      large,
      processorTime(() => work(size)),
    )
  }
  return large / Math.max(small, SHORTEST_US)
}

function processorTime(work: () => unknown): number {
  const start = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(start)
  return user + system
}
