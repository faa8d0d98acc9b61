import { parseAbsoluteUrl } from './parse-absolute-url.ts'

export type UrlRule = 'url-invalid' | 'url-scheme' | 'url-userinfo'

/** Labels separated by dots, or an IPv6 address in brackets; then an optional port. */
const HOST = /^(?:[\w-]+(?:\.[\w-]+)*|\[[\da-f:.]+\])(?::\d+)?$/

/** Most URLs: already canonical, with nothing that the URL standard would change. A fast path. */
const CANONICAL =
  /^https?:\/\/(?!xn--)[a-z][a-z0-9-]*(?:\.(?!xn--)[a-z][a-z0-9-]*)+\/(?!\.)(?:[\w~!$&()*+,;=:@-]|[./](?!\.))*(?:\?[\w.~!$&()*+,;=:@/?-]*)?$/

/**
 * Parses an absolute `http` or `https` URL into its canonical form: lower-case scheme and host, no default port, a path, and
 * the percent-encoding of RFC 3986 §6.2.2 (upper-case digits, unreserved characters decoded, disallowed ones encoded).
 *
 * @returns the URL, or the rule that the text breaks
 */
export function parseUrl(text: string): { href: string } | UrlRule {
  if (CANONICAL.test(text)) return { href: text }
  const url = parseAbsoluteUrl(text)
  if (!url) return 'url-invalid'
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'url-scheme'
  if (url.username || url.password) return 'url-userinfo'
  const host = url.host.replace(/\.(?=$|:)/, '')
  if (!/^https?:\/\/[^/\\]/i.test(text) || !HOST.test(host)) return 'url-invalid'
  return { href: `${url.protocol}//${host}${canonicalEncoding(url.href.slice(url.origin.length))}` }
}

function canonicalEncoding(pathAndQuery: string): string {
  return pathAndQuery
    .replace(/%(?![0-9a-f]{2})/gi, '%25')
    .replace(/%[0-9a-f]{2}/gi, (encoded) => {
      const character = String.fromCharCode(Number.parseInt(encoded.slice(1), 16))
      return /[\w.~-]/.test(character) ? character : encoded.toUpperCase()
    })
    .replace(/[[\]|\\^`{}"<>]/g, encodeURIComponent)
}
