import { feedFormats } from '../../model/feed-formats.ts'
import { feedPageUrl, feedUrls, mixPageUrl, parseFeedPath, urlOf } from '../../site/urls.ts'

/**
 * The `Link` of a feed document (RFC 8288): itself under its canonical URL, the same in the other formats, its page for
 * people, and the WebSub hubs that announce its changes (WebSub §4); undefined for other documents.
 *
 * @param path relative to the generation
 * @param query of a mix, which is part of its URLs; hubs do not announce it
 */
export function linkHeader(
  path: string,
  { publicUrl, hubs }: { publicUrl: string; hubs: readonly string[] },
  query?: string | undefined,
) {
  const feed = parseFeedPath(path)
  if (!feed) return undefined
  const { feedId, extension, page } = feed
  const urls = feedUrls(publicUrl, feedId, page)
  const isMix = query !== undefined
  const suffix = query ? `?${query}` : ''
  const pageUrl = isMix ? mixPageUrl(publicUrl, query) : feedPageUrl(publicUrl, feedId)
  const others = feedFormats.filter((format) => format.extension !== extension)
  return [
    `<${urlOf(publicUrl, path)}${suffix}>; rel="self"`,
    ...others.map(({ id, mediaType }) => `<${urls[id]}${suffix}>; rel="alternate"; type="${mediaType}"`),
    `<${pageUrl}>; rel="alternate"; type="text/html"`,
    ...(page === undefined && !isMix ? hubs.map((hub) => `<${hub}>; rel="hub"`) : []),
  ].join(', ')
}
