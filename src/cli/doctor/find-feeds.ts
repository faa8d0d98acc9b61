import { parseOpml } from 'feedsmith'
import { attribute, type HtmlNode, isElement, parseHtml } from '../../text/parse-html.ts'
import { decodeText } from '../compare-feed/decode-text.ts'
import { ACCEPT } from '../compare-feed/read-feed.ts'
import { decodeBody } from './decode-body.ts'
import { readContent } from './read-content.ts'
import { USER_AGENT } from './readers.ts'
import { followRedirects } from './send-request.ts'

const FEED_TYPES = ['application/rss+xml', 'application/atom+xml', 'application/feed+json']

/** A head is shorter. */
const MAX_PAGE = 500_000

/**
 * Finds the feeds to look at: of a page, those that it names for itself in each format, and one of a topic from its list of
 * feeds. Anything else is looked at as a feed.
 *
 * @param url a feed, or the home page of a site with feeds
 */
export async function findFeeds(url: string): Promise<string[]> {
  const last = (await request(url)).at(-1)
  const content = last?.answer && readContent(last.answer)
  if (!last || content?.kind !== 'page' || last.answer?.status !== 200) return [url]
  const own = feedsOfPage(content.text.slice(0, MAX_PAGE), last.url)
  const listed = await readList(new URL('feeds.opml', last.url.endsWith('/') ? last.url : `${last.url}/`).href)
  const topic = listed.find((feed) => !own.includes(feed) && !/\/all\.\w+$/.test(feed))
  const found = [...own, ...(own.length === 0 ? listed.slice(0, 1) : []), ...(topic ? [topic] : [])]
  return found.length > 0 ? [...new Set(found)] : [url]
}

/** The first feed of each format that a page links to. */
function feedsOfPage(html: string, base: string): string[] {
  const links = allLinks(parseHtml(html) ?? []).filter(({ rel }) => /(?:^|\s)alternate(?:\s|$)/i.test(rel))
  return FEED_TYPES.flatMap((mediaType) => {
    const link = links.find(({ type, href }) => type.toLowerCase().startsWith(mediaType) && URL.canParse(href, base))
    return link ? [new URL(link.href, base).href] : []
  })
}

function allLinks(nodes: readonly HtmlNode[]): { rel: string; type: string; href: string }[] {
  return nodes.filter(isElement).flatMap((element) => {
    const [rel = '', type = '', href = ''] = ['rel', 'type', 'href'].map((name) => attribute(element, name))
    return [...(element.tagName === 'link' ? [{ rel, type, href }] : []), ...allLinks(element.childNodes)]
  })
}

/** The feeds of an OPML document; none if there is no such document. */
async function readList(url: string): Promise<string[]> {
  const answer = (await request(url)).at(-1)?.answer
  if (answer?.status !== 200) return []
  const { bytes } = decodeBody(answer)
  try {
    return feedsOfOutlines(parseOpml(decodeText(bytes ?? Buffer.alloc(0))).body?.outlines ?? [])
  } catch {
    return []
  }
}

interface Outline {
  xmlUrl?: string
  outlines?: Outline[]
}

function feedsOfOutlines(outlines: readonly Outline[]): string[] {
  return outlines.flatMap(({ xmlUrl, outlines: children = [] }) => [
    ...(xmlUrl && /^https?:/i.test(xmlUrl) ? [xmlUrl] : []),
    ...feedsOfOutlines(children),
  ])
}

function request(url: string) {
  return followRedirects(url, {
    headers: { Accept: `text/html, ${ACCEPT}`, 'User-Agent': USER_AGENT, 'Accept-Encoding': 'gzip' },
  })
}
