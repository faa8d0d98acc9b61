/** The validators of a request, and those of the document. */
export interface Validators {
  ifNoneMatch?: string | undefined
  ifModifiedSince?: string | undefined
  /** With its quotes. */
  etag: string
  lastModified: Date
  now: Date
}

/**
 * Whether the response is 304: the client has the current version.
 *
 * `If-None-Match` takes precedence (RFC 9110 §13.1.2) over `If-Modified-Since` (§13.1.3), whose date is ignored if it lies in the
 * future: it is that of a clock that was ahead. `Cache-Control` of the
 * request does not matter: it is for caches, and a client that sends a validator has a copy to use.
 */
export function isNotModified({ ifNoneMatch, ifModifiedSince, etag, lastModified, now }: Validators): boolean {
  if (ifNoneMatch !== undefined) {
    return ifNoneMatch === etag || ifNoneMatch.trim() === '*' || entityTags(ifNoneMatch).includes(etag)
  }
  if (ifModifiedSince === undefined) return false
  const since = parseHttpDate(ifModifiedSince)
  return since <= now.getTime() && lastModified.getTime() <= since
}

/** An HTTP-date in any of its three forms (RFC 9110 §5.6.7), in milliseconds since 1970; NaN for anything else. */
function parseHttpDate(text: string): number {
  if (/^\w{3,9}, .{9,11} \d\d:\d\d:\d\d GMT$/.test(text)) return Date.parse(text)
  const isAsctime = /^\w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4}$/.test(text)
  return isAsctime ? Date.parse(`${text} GMT`) : Number.NaN
}

/**
 * The entity tags of an `If-None-Match`, as weak comparison sees them (RFC 9110 §8.8.3.2): without `W/`, and without the
 * suffix of a proxy that compressed the response itself, as Apache's mod_deflate does.
 */
export function entityTags(ifNoneMatch: string): string[] {
  const tags = ifNoneMatch.match(/"[^"]*"/g) ?? []
  return tags.map((tag) => tag.replace(/-(?:gzip|br)"$/, '"'))
}
