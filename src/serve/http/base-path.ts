/** What the paths that are served begin with; no topic has such an id. */
const ROOTS = String.raw`(?:feeds|topics|articles|status|healthz|readyz)(?:[/?]|$)|about/json|[^/?]*\.(?:opml|css|js|svg)(?:\?|$)`

/**
 * Makes the function that takes the path of `PUBLIC_URL` out of what a request asks for, so that a proxy may pass it on or
 * strip it. `/feeds/ai.xml` below `https://example.org/feeds` stays as it is: there a proxy has stripped it.
 *
 * @returns a function of a request's target, in origin-form or in absolute-form (RFC 9112 §3.2)
 */
export function createBasePathStripper(publicUrl: string): (target: string) => string {
  const { pathname } = new URL(publicUrl)
  if (pathname === '/') return (target) => target
  const base = pathname.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
  // Percent-encoding knows no case (RFC 3986 §6.2.2.1).
  const pattern = new RegExp(
    `^(https?://[^/?]*)?${base}(?:/(?=${ROOTS}|[?]|$)|(?=[?]|$))`,
    base.includes('%') ? 'i' : '',
  )
  return (target) => target.replace(pattern, (_, origin = '') => `${origin}/`)
}
