/**
 * Parses `Retry-After` (RFC 9110 §10.2.3), as seconds or as an HTTP-date.
 *
 * @returns how long to wait, in milliseconds; undefined without a valid header
 */
export function parseRetryAfter(header: string | null, now: Date): number | undefined {
  if (header === null) return undefined
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1000
  const until = /^[A-Z][a-z]{2}, /.test(header) ? Date.parse(header) : Number.NaN
  return Number.isNaN(until) ? undefined : Math.max(until - now.getTime(), 0)
}
