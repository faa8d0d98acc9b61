/** How many inputs all fuzz tests try together. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 10_000)

/** Where the numbers of a test begin that draws them: `FUZZ_SEED`, which a test that failed says, else anywhere. */
const SEED = Number(process.env.FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31))

/**
 * How often and from which seed a property is tried. fast-check prints the seed of one that does not hold.
 *
 * @param share of all inputs
 */
export function fuzzing(share: number): { numRuns: number; seed: number } {
  return { numRuns: Math.ceil(RUNS * share), seed: SEED }
}

/** Pseudo-random numbers from 0 up to 1 (mulberry32), and the seed to print. */
export function freshRandom(): { seed: number; random: () => number } {
  let state = SEED
  const random = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return { seed: SEED, random }
}
