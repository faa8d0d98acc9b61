import { describe, expect, it } from 'vitest'
import { weeklyCounts } from '../../src/pages/weekly-counts.ts'

const MONDAY = new Date('2026-11-16T00:00:00Z')
const day = (days: number) => new Date(MONDAY.getTime() + days * 86_400_000)

describe('weeklyCounts', () => {
  it('counts the weeks of a year from Monday to Sunday, the last one being that of the end', () => {
    const counts = weeklyCounts([day(6), day(0), day(-1), day(-7)], day(3))
    expect(counts).toHaveLength(52)
    expect(counts.slice(-3)).toEqual([0, 2, 2])
  })

  it('leaves out what is older', () => {
    const counts = weeklyCounts([day(-51 * 7), day(-51 * 7 - 1), day(-1000)], day(0))
    expect(counts[0]).toBe(1)
    expect(counts.reduce((sum, count) => sum + count)).toBe(1)
  })

  it('is the same all week', () => {
    const published = [day(0), day(-20)]
    expect(weeklyCounts(published, day(6.99))).toEqual(weeklyCounts(published, day(0)))
  })
})
