import { TAG_AUTHORITY } from '../model/tag-authority.ts'
import { parseAbsoluteUrl } from '../text/parse-absolute-url.ts'

/** A URI scheme and a colon (RFC 3986 §3.1), then only characters that are valid in an IRI (RFC 3987 §2.2). */
const IRI = /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i

/** Schemes that must not appear anywhere in a document, because a reader could turn them into a link. */
const SCRIPT_SCHEME = /^(javascript|vbscript|data):/i

/**
 * The id of an article, which feed readers remember forever: the `id` of the front matter, else `originalUrl`, else `webUrl`,
 * else a tag URI (RFC 4151) made from the file path. An `id` that is not an IRI becomes a tag URI too, because Atom allows
 * nothing else (RFC 4287 §4.2.6).
 */
export function articleId(
  file: string,
  {
    id,
    originalUrl,
    webUrl,
  }: { id?: string | undefined; originalUrl?: string | undefined; webUrl?: string | undefined },
): string {
  if (id !== undefined) return IRI.test(id) && parseAbsoluteUrl(id) && !SCRIPT_SCHEME.test(id) ? id : tagUri(id)
  return originalUrl ?? webUrl ?? tagUri(file)
}

function tagUri(specific: string): string {
  return `tag:${TAG_AUTHORITY},2026:${encodeURI(specific).replace(/[[\]#]/g, encodeURIComponent)}`
}
