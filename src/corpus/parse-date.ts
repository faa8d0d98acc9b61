import { daysInMonth, instantIn } from '../text/calendar.ts'
import { datePatterns } from './date-patterns.ts'

/** Feed readers and validators reject earlier publication dates. */
const MIN_YEAR = 1990

/** Later times of the epoch are numbers of another kind. */
const MAX_EPOCH_YEAR = 2100

/** No date is longer, with its weekday and the name of its zone. */
const MAX_LENGTH = 120

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS

export type DateRule = 'date-format' | 'date-impossible' | 'date-implausible'

/**
 * Parses a date of front matter: an RFC 3339 date-time whose seconds, time or zone may be missing, or one of the other forms
 * that people and programs write, such as `8 July 2022`, `Fri, 27 Nov 2026 20:42:33 +0000`, `2020年1月31日` or the milliseconds or
 * seconds since 1970. Fractions of a second are dropped, because RSS has none and all formats must agree.
 *
 * @param timeZone IANA time zone of dates without a zone
 * @returns the instant, or the rule that the text breaks
 */
export function parseDate(text: string, timeZone: string): Date | DateRule {
  if (text.length > MAX_LENGTH) return 'date-format'
  for (const pattern of datePatterns) {
    const groups = pattern.exec(text)?.groups
    if (groups) return toInstant(groups, timeZone)
  }
  return parseEpoch(text)
}

function toInstant(groups: Partial<Record<string, string>>, timeZone: string): Date | DateRule {
  const zone = groups.zone ?? groups.remark?.replace(WEEKDAY, '')
  const offset = zone ? offsetOf(zone) : undefined
  if (zone && offset === undefined && !IANA_NAME.test(zone)) return 'date-format'
  const year = fullYear(groups.year ?? '')
  const month = groups.monthName ? monthOf(groups.monthName) : Number(groups.month)
  const day = Number(groups.day ?? 1)
  const hour = hourOf(groups)
  const [minute, second] = [Number(groups.minute ?? 0), Number(groups.second ?? 0)]
  const exists =
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysInMonth(year, month) &&
    hour <= 23 &&
    minute <= 59 &&
    second <= 59
  if (!exists || Number.isNaN(offset)) return 'date-impossible'
  if (year < MIN_YEAR - 1) return 'date-implausible'
  const wallClock = Date.UTC(year, month - 1, day, hour, minute, second)
  const instant =
    offset === undefined ? instantIn(zone || timeZone, wallClock) : new Date(wallClock - offset * MINUTE_MS)
  if (Number.isNaN(instant.getTime())) return 'date-format'
  return instant.getUTCFullYear() < MIN_YEAR ? 'date-implausible' : instant
}

/** A year of two digits is in the century that RFC 2822 §4.3 gives it. */
function fullYear(year: string): number {
  if (year.length > 2) return Number(year)
  return Number(year) + (Number(year) < 50 ? 2000 : 1900)
}

const MONTHS = 'janfebmaraprmayjunjulaugsepoctnovdec'

function monthOf(name: string): number {
  return MONTHS.indexOf(name.slice(0, 3).toLowerCase()) / 3 + 1
}

/** The hour from 0 to 23; 24 if there is no such hour. */
function hourOf({ hour = '0', meridiem }: Partial<Record<string, string>>): number {
  if (!meridiem) return Number(hour)
  if (Number(hour) < 1 || Number(hour) > 12) return 24
  return (Number(hour) % 12) + (meridiem.toLowerCase() === 'p' ? 12 : 0)
}

const WEEKDAY = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*$/i
const IANA_NAME = /^[a-z]+\/[a-z]/i
const NUMERIC_ZONE = /^(?:gmt|utc?|z)?([+-])(\d\d?):?(\d\d)?$/i

/** The names of zones in RFC 822 §5.1, and those of central Europe, in hours from UTC; the letters of its military zones are too often wrong. */
const NAMED_ZONES = new Map(
  Object.entries({
    Z: 0,
    UT: 0,
    UTC: 0,
    GMT: 0,
    EST: -5,
    EDT: -4,
    CST: -6,
    CDT: -5,
    MST: -7,
    MDT: -6,
    PST: -8,
    PDT: -7,
    CET: 1,
    CEST: 2,
  }),
)

/** The offset of a zone in minutes, NaN if there cannot be such an offset, undefined for any other name. */
function offsetOf(zone: string): number | undefined {
  const [, sign, hours = '', minutes = '0'] = NUMERIC_ZONE.exec(zone) ?? []
  if (!sign) {
    const offset = NAMED_ZONES.get(zone.toUpperCase())
    return offset === undefined ? undefined : offset * 60
  }
  if (Number(hours) > 23 || Number(minutes) > 59) return Number.NaN
  return (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1)
}

const EPOCH = /^(\d{9,10})(\d{3})?(?:\.\d+)?$/

/** Seconds or milliseconds since 1970, which have three digits more. */
function parseEpoch(text: string): Date | DateRule {
  const seconds = EPOCH.exec(text)?.[1]
  if (!seconds) return 'date-format'
  const instant = new Date(Number(seconds) * SECOND_MS)
  const year = instant.getUTCFullYear()
  return year < MIN_YEAR || year >= MAX_EPOCH_YEAR ? 'date-format' : instant
}
