import { describe, expect, it } from 'vitest'
import { datePartsIn } from '../../src/text/calendar.ts'

describe('datePartsIn', () => {
  it.each([
    ['2022-12-31T23:30:05Z', 'UTC', [2022, 12, 31, 23, 30, 5, 6, 365]],
    ['2022-12-31T23:30:05Z', 'Asia/Taipei', [2023, 1, 1, 7, 30, 5, 0, 1]],
    ['2022-01-01T04:30:00Z', 'America/New_York', [2021, 12, 31, 23, 30, 0, 5, 365]],
    ['2022-07-15T10:00:00Z', 'Europe/Berlin', [2022, 7, 15, 12, 0, 0, 5, 196]],
    ['2024-02-29T20:00:00Z', 'Asia/Kathmandu', [2024, 3, 1, 1, 45, 0, 5, 61]],
  ])(
    'gives the fields of %s in %s',
    (instant, timeZone, [year, month, day, hour, minute, second, weekday, dayOfYear]) => {
      expect(datePartsIn(new Date(instant), timeZone)).toEqual({
        year,
        month,
        day,
        hour,
        minute,
        second,
        weekday,
        dayOfYear,
      })
    },
  )
})
