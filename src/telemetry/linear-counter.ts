import { createHash } from 'node:crypto'

/** Bits of a counter: enough for a hundred thousand keys, with an error of about one in a hundred. */
const BITS = 2 ** 15

/** Estimates how many different keys it has seen, without keeping any of them. */
export interface LinearCounter {
  add: (key: string) => void
  estimate: () => number
}

/**
 * A linear counter (Whang, Vander-Zanden, Taylor 1990: "A linear-time probabilistic counting algorithm"): each key sets
 * one bit, and the share of bits that stay clear tells how many keys there were. What is kept says nothing of a key.
 *
 * @param salt a secret, so that nobody can look whether a key is in it
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
