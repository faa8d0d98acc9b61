import { describe, expect, it } from 'vitest'
import { refreshInterval } from '../../src/build/refresh-interval.ts'

describe('refreshInterval', () => {
  it.each([
    ['*/15 * * * *', 900],
    ['*/10 * * * * *', 300],
    ['*/5 * * * *', 300],
    ['0 * * * *', 3600],
    ['0,20,40 * * * *', 1200],
    ['30 4 * * *', 3600],
    ['*/30 * * * 1-5', 2520],
  ])('of %s is %i seconds', (cron, seconds) => {
    expect(refreshInterval(cron)).toBe(seconds)
  })
})
