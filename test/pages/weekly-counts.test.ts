import { describe, expect, it } from 'vitest'
import { weeklyCounts } from '../../src/pages/weekly-counts.ts'

const MONDAY = new Date('2026-11-16T00:00:00Z')
const day = (days: number) => new Date(MONDAY.getTime() + days * 86_400_000)
const on = (...days: number[]) => days.map((number) => ({ published: day(number) }))

describe('weeklyCounts', () => {
  it('counts the weeks of a year from Monday to Sunday, ending with the week of the end', () => {
    const counts = weeklyCounts(on(6, 0, -1, -7), day(3))
    expect(counts).toHaveLength(52)
    expect(counts.slice(-3)).toEqual([0, 2, 2])
  })

  it('ignores older articles', () => {
    const counts = weeklyCounts(on(-51 * 7, -51 * 7 - 1, -1000), day(0))
    expect(counts[0]).toBe(1)
    expect(counts.reduce((sum, count) => sum + count)).toBe(1)
  })

  it('is the same on all days of a week', () => {
    expect(weeklyCounts(on(0, -20), day(6.99))).toEqual(weeklyCounts(on(0, -20), day(0)))
  })
})
