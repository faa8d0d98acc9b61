const DAY_MS = 24 * 60 * 60 * 1000

/** The week of a date and the year that it belongs to (ISO 8601); the date's UTC fields are the local ones. */
export function isoWeek(local: Date): { year: number; number: number } {
  const thursday = new Date(local.getTime() + (4 - (local.getUTCDay() || 7)) * DAY_MS)
  const year = thursday.getUTCFullYear()
  return { year, number: Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * DAY_MS)) + 1 }
}
