/** What a path segment may contain as it is (RFC 3986 §3.3), and slashes. */
const DISALLOWED = /[^\w.~!$&'()*+,;=:@/-]+/g

/** Percent-encodes text for a path; slashes stay. */
export function encodePath(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '').replace(DISALLOWED, encodeURIComponent)
}

/** A URL or a part of one as generators write it that take the first number sign in a path for the start of a fragment. */
export function withFragment(url: string): string {
  return url.replace('%23', '#')
}

/** A URL as generators write it that do not encode number signs. */
export function withNumberSigns(url: string): string {
  return url.replaceAll('%23', '#')
}

/** The URL as generators write it that do not encode letters of other scripts (RFC 3987 §3.2). */
export function withLetters(url: string): string {
  return url.replace(/(?:%[89a-f][\da-f])+/gi, (encoded) => {
    const letters = Buffer.from(encoded.replaceAll('%', ''), 'hex').toString()
    return encodeURIComponent(letters) === encoded.toUpperCase() ? letters : encoded
  })
}

/** The same for a path that an author wrote, which can be encoded already. */
export function encodeWrittenPath(path: string): string {
  return path.replace(/%[\da-f]{2}|[^%]+|%/gi, (part) => (/^%./.test(part) ? part : encodePath(part)))
}
