import { datePartsIn, instantIn } from '../../text/calendar.ts'
import type { Period } from './mix-query.ts'

/** A day, week or month; instants are in milliseconds since 1970. */
export interface TimeSpan {
  start: number
  /** Exclusive. */
  end: number
  /** The local date of its first day, such as `2026-01-05`. */
  date: string
}

/** The day, the week from Monday on (ISO 8601), or the month of an instant. @param timeZone IANA time zone */
export function periodAt(instant: number, period: Period, timeZone: string): TimeSpan {
  const { year, month, day, weekday } = datePartsIn(new Date(instant), timeZone)
  const [first, next] = daysOf({ month, day, weekday }, period)
  const localDay = ([ofMonth, ofDay]: readonly [number, number]) => Date.UTC(year, ofMonth - 1, ofDay)
  return {
    start: instantIn(timeZone, localDay(first)).getTime(),
    end: instantIn(timeZone, localDay(next)).getTime(),
    date: new Date(localDay(first)).toISOString().slice(0, 10),
  }
}

type MonthAndDay = readonly [month: number, day: number]

/** The first day of the period, and of the one after it; days may lie before or after their month. */
function daysOf(
  { month, day, weekday }: { month: number; day: number; weekday: number },
  period: Period,
): [MonthAndDay, MonthAndDay] {
  if (period === 'month')
    return [
      [month, 1],
      [month + 1, 1],
    ]
  const first = period === 'day' ? day : day - ((weekday + 6) % 7)
  return [
    [month, first],
    [month, first + (period === 'day' ? 1 : 7)],
  ]
}
