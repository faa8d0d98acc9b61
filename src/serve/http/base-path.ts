/** The beginnings of served paths; no topic has such an id. `/feeds/mix` is a feed, also below `/feeds`. */
const ROOTS = String.raw`(?:feeds|topics|articles|status|healthz|readyz|(?<!^/feeds/)mix)(?:[/?]|$)|mix/|about/json|[^/?]*\.(?:opml|css|js|svg|png|jpg|gif|webp|ico)(?:\?|$)`

/**
 * Creates a function that strips the path of `PUBLIC_URL` from a request target, so that a proxy may strip it or pass it on.
 * With `https://example.org/feeds`, `/feeds/ai.xml` is unchanged: a proxy has already stripped it.
 *
 * @returns a function of the request target, in origin-form or absolute-form (RFC 9112 §3.2)
 */
export function createBasePathStripper(publicUrl: string): (target: string) => string {
  const { pathname } = new URL(publicUrl)
  if (pathname === '/') return (target) => target
  const base = pathname.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
  // Percent-encoding is case-insensitive (RFC 3986 §6.2.2.1), but nothing else.
  const anyCase = base.replace(/%[\dA-F]{2}/gi, (code) =>
    code.replace(/[A-F]/gi, (digit) => `[${digit.toLowerCase()}${digit.toUpperCase()}]`),
  )
  const pattern = new RegExp(`^(https?://[^/?]*)?${anyCase}(?:/(?=${ROOTS}|[?]|$)|(?=[?]|$))`)
  return (target) => target.replace(pattern, (_, origin = '') => `${origin}/`)
}
