import { describe, expect, it } from 'vitest'
import { countFitting } from '../../src/feeds/count-fitting.ts'

const sized = (...sizes: number[]) => sizes.map((size) => ({ size }))
const limits = { feedItems: 3, feedBytes: 100_000 }

describe('the number of articles that a subscription document holds', () => {
  it('is the limit if all of them fit', () => {
    expect(countFitting(sized(10_000, 20_000, 30_000, 90_000), limits)).toBe(3)
    expect(countFitting(sized(10_000), limits)).toBe(3)
  })

  it('is smaller if they would take too many bytes, with those around them', () => {
    expect(countFitting(sized(40_000, 40_000, 1), limits)).toBe(3)
    expect(countFitting(sized(40_000, 45_000, 1), limits)).toBe(1)
    expect(countFitting(sized(40_000, 40_000, 4_000), limits)).toBe(2)
  })

  it('is never 0, though the newest article is too large', () => {
    expect(countFitting(sized(200_000, 1), limits)).toBe(1)
  })
})
