import { tzOffset } from '@date-fns/tz'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** An instant as calendars and clocks in a time zone show it. */
export interface DateParts {
  year: number
  /** From 1 to 12. */
  month: number
  day: number
  hour: number
  minute: number
  second: number
  /** From 0 for Sunday to 6 for Saturday. */
  weekday: number
  /** From 1 for 1 January. */
  dayOfYear: number
}

/**
 * The local date and time of an instant.
 *
 * @param timeZone IANA time zone
 */
export function datePartsIn(instant: Date, timeZone: string): DateParts {
  const wallClock = new Date(instant.getTime() + tzOffset(timeZone, instant) * MINUTE_MS)
  const year = wallClock.getUTCFullYear()
  return {
    year,
    month: wallClock.getUTCMonth() + 1,
    day: wallClock.getUTCDate(),
    hour: wallClock.getUTCHours(),
    minute: wallClock.getUTCMinutes(),
    second: wallClock.getUTCSeconds(),
    weekday: wallClock.getUTCDay(),
    dayOfYear: Math.floor((wallClock.getTime() - Date.UTC(year, 0, 1)) / DAY_MS) + 1,
  }
}

/**
 * The instant of a local time. An ambiguous time is the earlier instant; a time in a gap uses the offset before the gap (RFC
 * 5545 §3.3.5).
 *
 * @param timeZone IANA time zone; an unknown one gives an invalid date
 * @param wallClock the local time, in milliseconds as if it were in UTC
 */
export function instantIn(timeZone: string, wallClock: number): Date {
  const offsetAt = (instant: number) => tzOffset(timeZone, new Date(instant))
  const [before, after] = [offsetAt(wallClock - DAY_MS), offsetAt(wallClock + DAY_MS)]
  const offset =
    [before, after].find((candidate) => offsetAt(wallClock - candidate * MINUTE_MS) === candidate) ?? before
  return new Date(wallClock - offset * MINUTE_MS)
}

/** The number of days of a month from 1 to 12. */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}
