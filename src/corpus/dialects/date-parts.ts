import { tzOffset } from '@date-fns/tz'

const MINUTE_MS = 60_000
const WEEK_MS = 7 * 24 * 60 * MINUTE_MS

/**
 * The local time of an instant, as a date whose UTC fields are the local ones.
 *
 * @param timeZone IANA time zone
 */
export function localTime(instant: Date, timeZone: string): Date {
  if (timeZone === 'UTC') return instant
  const offset = weekOffset(timeZone, Math.floor(instant.getTime() / WEEK_MS)) ?? tzOffset(timeZone, instant)
  return new Date(instant.getTime() + offset * MINUTE_MS)
}

/** The offset of a time zone throughout a week, in minutes; undefined if it changes. No zone changes it back so soon. */
function weekOffset(timeZone: string, week: number): number | undefined {
  const key = `${timeZone} ${week}`
  if (weekOffsets.has(key)) return weekOffsets.get(key)
  const [start, end] = [week, week + 1].map((index) => tzOffset(timeZone, new Date(index * WEEK_MS)))
  const offset = start === end ? start : undefined
  if (weekOffsets.size >= MAX_WEEKS) weekOffsets.clear()
  weekOffsets.set(key, offset)
  return offset
}

/** Asking for an offset takes longer than all else about a URL. */
const weekOffsets = new Map<string, number | undefined>()
const MAX_WEEKS = 10_000

const DATE_TOKENS = ['year', 'month', 'day', 'hour', 'minute', 'second'] as const

type DateToken = (typeof DATE_TOKENS)[number]

/** Whether a token is one of {@link dateTokens}. */
export function isDateToken(token: string): token is DateToken {
  return (DATE_TOKENS as readonly string[]).includes(token)
}

/** The date tokens that most generators have, of a date whose UTC fields are the local ones. */
export function dateTokens(local: Date): Record<DateToken, string> {
  const text = local.toISOString()
  return {
    year: text.slice(0, 4),
    month: text.slice(5, 7),
    day: text.slice(8, 10),
    hour: text.slice(11, 13),
    minute: text.slice(14, 16),
    second: text.slice(17, 19),
  }
}

/** The day of the year, from 1. */
export function dayOfYear(local: Date): number {
  const start = Date.UTC(local.getUTCFullYear(), 0, 0)
  return Math.floor((local.getTime() - start) / (24 * 60 * MINUTE_MS))
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ')
const WEEKDAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ')

/** The English name of the month, such as `January`. */
export function monthName(local: Date): string {
  return MONTHS[local.getUTCMonth()] as string
}

/** The English name of the day of the week, such as `Monday`. */
export function weekdayName(local: Date): string {
  return WEEKDAYS[local.getUTCDay()] as string
}
