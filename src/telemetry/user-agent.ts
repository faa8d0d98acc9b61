/** Larger reports are not plausible. */
const MAX_SUBSCRIBERS = 100_000_000

/** The number of subscribers that an aggregator reports in its user agent, such as `12 subscribers`. */
export function reportedSubscribers(userAgent: string): number | undefined {
  const [, digits] = /(?<![\d.,])(\d{1,9}|\d{1,3}(?:,\d{3}){1,2})[\s+]+subscribers?\b/i.exec(userAgent) ?? []
  const count = Number(digits?.replaceAll(',', ''))
  return digits !== undefined && count <= MAX_SUBSCRIBERS ? count : undefined
}

/**
 * The name of the program, without its version: the first product of the user agent (RFC 9110 §10.1.5), or the product after
 * `compatible` if the first one is Mozilla.
 */
export function readerName(userAgent: string): string {
  const named = userAgent.trim().replace(/^Mozilla\/[\d.]+ \(compatible; (?=[\p{L}\d])/u, '')
  const [name] = /^[\p{L}\d][\p{L}\d ._+-]*/u.exec(named) ?? []
  return (
    (name ?? 'unknown')
      .split(/ - |\/| \d| feed-id/)[0]
      ?.slice(0, 40)
      .trim() || 'unknown'
  )
}
