import { parseAbsoluteUrl } from '../text/parse-absolute-url.ts'

/** A URI scheme and a colon (RFC 3986 §3.1), then only characters that an IRI may hold (RFC 3987 §2.2). */
const IRI = /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i

/** Schemes that no document may hold anywhere, since a reader could make a link of them. */
const RUNS = /^(javascript|vbscript|data):/i

/**
 * The identity of an article, which readers remember for ever: the `id` of its front matter, else its `originalUrl`,
 * else its `webUrl`, else a tag URI (RFC 4151) made from the path of its file. An `id` that is no IRI becomes a tag URI
 * too, since Atom takes nothing else (RFC 4287 §4.2.6).
 *
 * The tag's authority is the same everywhere, so that no change of host makes every article new.
 */
export function articleId(
  file: string,
  {
    id,
    originalUrl,
    webUrl,
  }: { id?: string | undefined; originalUrl?: string | undefined; webUrl?: string | undefined },
): string {
  if (id !== undefined) return IRI.test(id) && parseAbsoluteUrl(id) && !RUNS.test(id) ? id : tagUri(id)
  return originalUrl ?? webUrl ?? tagUri(file)
}

function tagUri(specific: string): string {
  return `tag:feedmill.invalid,2026:${encodeURI(specific).replace(/[[\]#]/g, encodeURIComponent)}`
}
