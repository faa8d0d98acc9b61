/** What a client has, and what there is. */
export interface Validators {
  ifNoneMatch?: string | undefined
  ifModifiedSince?: string | undefined
  /** With its quotes. */
  etag: string
  lastModified: Date
}

/**
 * Whether the answer is 304: the client has what there is.
 *
 * `If-None-Match` decides where it is given (RFC 9110 §13.1.2, compared weakly), else `If-Modified-Since` (§13.1.3).
 */
export function isNotModified({ ifNoneMatch, ifModifiedSince, etag, lastModified }: Validators): boolean {
  if (ifNoneMatch !== undefined) return matches(ifNoneMatch, etag)
  if (ifModifiedSince === undefined) return false
  const since = Date.parse(ifModifiedSince)
  return lastModified.getTime() <= since
}

function matches(ifNoneMatch: string, etag: string): boolean {
  if (ifNoneMatch.trim() === '*') return true
  return (ifNoneMatch.match(/(?:W\/)?"[^"]*"/g) ?? []).some((candidate) => candidate.replace(/^W\//, '') === etag)
}
