const WEEK_MS = 7 * 86_400_000

/** A Monday. */
const FIRST_WEEK = Date.UTC(1970, 0, 5)

/** Weeks in a year of activity. */
const WEEKS = 52

/**
 * Number of articles in each week, from Monday to Sunday in UTC, of the year that ends with the week of `end`;
 * the oldest week first.
 *
 * @param articles newest first
 */
export function weeklyCounts(articles: readonly { published: Date }[], end: Date): number[] {
  const counts = Array.from({ length: WEEKS }, () => 0)
  const last = weekOf(end)
  for (const { published } of articles) {
    const index = WEEKS - 1 - (last - weekOf(published))
    if (index < 0) break
    counts[index] = (counts[index] ?? 0) + 1
  }
  return counts
}

function weekOf(instant: Date): number {
  return Math.floor((instant.getTime() - FIRST_WEEK) / WEEK_MS)
}
