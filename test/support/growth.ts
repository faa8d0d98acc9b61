/** Shorter times count as this, because they cannot be measured reliably. */
const SHORTEST_US = 4000

/**
 * The minimum of all measurements counts, because other work and garbage collection only add time. There are more rounds while
 * growth does not look linear.
 */
const ROUNDS = 2
const MAX_ROUNDS = 20

/** Only linear growth stays below this. */
export const LINEAR = 24

/**
 * The factor by which CPU time grows with eight times the input: 8 for linear work, 64 for quadratic work, on any machine.
 */
export function growthOf(work: (size: number) => unknown, size: number): number {
  let [small, large] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  const growth = () => large / Math.max(small, SHORTEST_US)
  for (let round = 0; round < ROUNDS || (round < MAX_ROUNDS && growth() >= LINEAR); round++) {
    small = Math.min(
      small,
      processorTime(() => work(size / 8)),
    )
    large = Math.min(
      large,
      processorTime(() => work(size)),
    )
  }
  return growth()
}

function processorTime(work: () => unknown): number {
  const start = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(start)
  return user + system
}
