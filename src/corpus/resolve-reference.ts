import type { Rule } from '../model/rules.ts'
import { parseUrl, type UrlRule } from '../text/canonical-url.ts'
import { parseAbsoluteUrl } from '../text/parse-absolute-url.ts'

/**
 * Resolves a reference of an article's front matter into a canonical URL.
 *
 * @param base the article's own URL; undefined if it has none elsewhere
 * @returns the URL, or the rule that the reference breaks
 */
export function resolveReference(reference: string, base: string | undefined): { href: string } | Rule {
  const absolute = parseUrl(reference)
  if (absolute !== 'url-invalid') return absolute
  const resolved = base === undefined ? undefined : parseAbsoluteUrl(reference, base)?.href
  return resolved === undefined ? ('url-relative' satisfies Rule) : (parseUrl(resolved) as { href: string } | UrlRule)
}
