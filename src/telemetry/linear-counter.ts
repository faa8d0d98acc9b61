import { createHash } from 'node:crypto'

/** Enough for 100,000 keys with an error of about 1 %. */
const BITS = 2 ** 15

/** Estimates the number of distinct keys without storing them. */
export interface LinearCounter {
  add: (key: string) => void
  estimate: () => number
}

/**
 * A linear counter (Whang, Vander-Zanden, Taylor 1990: "A linear-time probabilistic counting algorithm for database
 * applications"): each key sets one bit, and the share of clear bits estimates the number of keys. No key can be recovered.
 *
 * @param salt a secret that prevents testing whether a key was counted
 */
export function createLinearCounter(salt: string): LinearCounter {
  const bits = new Uint8Array(BITS / 8)
  let clear = BITS
  return {
    add: (key) => {
      const bit = createHash('sha256').update(salt).update(key).digest().readUInt32BE() % BITS
      const [byte, mask] = [bit >> 3, 1 << (bit & 7)]
      const before = bits[byte] ?? 0
      if (before & mask) return
      bits[byte] = before | mask
      clear--
    },
    estimate: () => Math.round(-BITS * Math.log(Math.max(clear, 1) / BITS)),
  }
}
