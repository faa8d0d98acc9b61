import { tzOffset } from '@date-fns/tz'

/** The earliest year that feed readers and validators take for a date of publication. */
const FIRST_YEAR = 1990

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

const DATE_TIME =
  /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?: ?(?:([Zz])|([+-])(\d\d):?(\d\d)))?)?$/

export type DateRule = 'date-format' | 'date-impossible' | 'date-implausible'

/**
 * The instant that a date in front matter names: an RFC 3339 date-time, with the seconds, the time or the zone left out
 * where the author left them out. Fractions of a second are dropped, since RSS has none and all formats shall agree.
 *
 * @param timeZone IANA name of the zone of dates that are written without one
 * @returns the instant, or the rule that the text breaks
 */
export function parseDate(text: string, timeZone: string): Date | DateRule {
  const match = DATE_TIME.exec(text)
  if (!match) return 'date-format'
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0)) as Fields
  const offsetHours = Number(match[9] ?? 0)
  const offsetMinutes = Number(match[10] ?? 0)
  const exists =
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysInMonth(year, month) &&
    hour <= 23 &&
    minute <= 59 &&
    second <= 59
  if (!exists || offsetHours > 23 || offsetMinutes > 59) return 'date-impossible'
  if (year < FIRST_YEAR - 1) return 'date-implausible'
  const wallClock = Date.UTC(year, month - 1, day, hour, minute, second)
  const offset = (offsetHours * 60 + offsetMinutes) * (match[8] === '-' ? -1 : 1)
  const instant = match[7] || match[8] ? new Date(wallClock - offset * MINUTE) : instantIn(timeZone, wallClock)
  return instant.getUTCFullYear() < FIRST_YEAR ? 'date-implausible' : instant
}

/**
 * The instant at which a clock in a time zone shows a time. Of two, the earlier; a time that the clock leaps over counts
 * as if it had not leapt yet (as in RFC 5545 §3.3.5).
 *
 * @param wallClock what the clock shows, as if it were in UTC
 */
function instantIn(timeZone: string, wallClock: number): Date {
  const offsetAt = (instant: number) => tzOffset(timeZone, new Date(instant))
  const [before, after] = [offsetAt(wallClock - DAY), offsetAt(wallClock + DAY)]
  const offset = [before, after].find((candidate) => offsetAt(wallClock - candidate * MINUTE) === candidate) ?? before
  return new Date(wallClock - offset * MINUTE)
}

type Fields = [year: number, month: number, day: number, hour: number, minute: number, second: number]

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}
