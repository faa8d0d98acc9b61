/** What a path segment may contain as it is (RFC 3986 §3.3), and slashes. */
const DISALLOWED = /[^\w.~!$&'()*+,;=:@/-]+/g

/** Percent-encodes text for a path; slashes stay. */
export function encodePath(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '').replace(DISALLOWED, encodeURIComponent)
}

/** The same for a path that an author wrote, which can be encoded already. */
export function encodeWrittenPath(path: string): string {
  return path.replace(/%[\da-f]{2}|[^%]+|%/gi, (part) => (/^%./.test(part) ? part : encodePath(part)))
}
