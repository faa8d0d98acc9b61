import { tzOffset } from '@date-fns/tz'

const MINUTE_MS = 60_000

/**
 * The local time of an instant, as a date whose UTC fields are the local ones.
 *
 * @param timeZone IANA time zone
 */
export function localTime(instant: Date, timeZone: string): Date {
  const offset = timeZone === 'UTC' ? 0 : tzOffset(timeZone, instant)
  return new Date(instant.getTime() + offset * MINUTE_MS)
}

/** The date tokens that most generators have, of a date whose UTC fields are the local ones. */
export function dateTokens(local: Date): Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', string> {
  const [date = '', time = ''] = local.toISOString().split('T')
  const [year = '', month = '', day = ''] = date.split('-')
  const [hour = '', minute = ''] = time.split(':')
  return { year, month, day, hour, minute, second: time.slice(6, 8) }
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
