/** Work that takes less counts as taking so much: shorter times cannot be told from each other. */
const SHORTEST_US = 4000

/** The least of so many times is taken, since other work and the collection of garbage only make one longer. */
const ROUNDS = 5

/** A growth that only linear work stays below. */
export const LINEAR = 10

/**
 * How many times as much processor time some work takes on four times the input: 4 where it is linear, and 16 where it
 * is quadratic, on any machine.
 */
export function growthOf(work: (size: number) => unknown, size: number): number {
  let [small, large] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (let round = 0; round < ROUNDS; round++) {
    small = Math.min(
      small,
      processorTime(() => work(size / 4)),
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
