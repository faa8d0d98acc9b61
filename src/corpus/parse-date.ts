import { tzOffset } from '@date-fns/tz'

/** Feed readers and validators reject earlier publication dates. */
const MIN_YEAR = 1990

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

const DATE_TIME =
  /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?: ?(?:([Zz])|([+-])(\d\d):?(\d\d)))?)?$/

export type DateRule = 'date-format' | 'date-impossible' | 'date-implausible'

/**
 * Parses a date of front matter: an RFC 3339 date-time whose seconds, time or zone may be missing. Fractions of a second are
 * dropped, because RSS has none and all formats must agree.
 *
 * @param timeZone IANA time zone of dates without a zone
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
  if (year < MIN_YEAR - 1) return 'date-implausible'
  const wallClock = Date.UTC(year, month - 1, day, hour, minute, second)
  const offset = (offsetHours * 60 + offsetMinutes) * (match[8] === '-' ? -1 : 1)
  const instant = match[7] || match[8] ? new Date(wallClock - offset * MINUTE_MS) : instantIn(timeZone, wallClock)
  return instant.getUTCFullYear() < MIN_YEAR ? 'date-implausible' : instant
}

/**
 * The instant of a local time. An ambiguous time is the earlier instant; a time in a gap uses the offset before the gap (RFC
 * 5545 §3.3.5).
 *
 * @param wallClock the local time, in milliseconds as if it were in UTC
 */
function instantIn(timeZone: string, wallClock: number): Date {
  const offsetAt = (instant: number) => tzOffset(timeZone, new Date(instant))
  const [before, after] = [offsetAt(wallClock - DAY_MS), offsetAt(wallClock + DAY_MS)]
  const offset =
    [before, after].find((candidate) => offsetAt(wallClock - candidate * MINUTE_MS) === candidate) ?? before
  return new Date(wallClock - offset * MINUTE_MS)
}

type Fields = [year: number, month: number, day: number, hour: number, minute: number, second: number]

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}
