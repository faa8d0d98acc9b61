/** The number of inputs of all fuzz tests together. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 4000)

/** The seed of random numbers: `FUZZ_SEED`, which a failed test prints, else a fresh one. */
const SEED = Number(process.env.FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31))

/**
 * The number of runs and the seed of a property. fast-check prints the seed of a failed one.
 *
 * @param share the share of all inputs
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
