import sanitize from 'sanitize-html'
import { parseUrl } from './canonical-url.ts'
import { cleanText } from './clean-text.ts'
import { videoPage } from './embedded-video.ts'
import { parseAbsoluteUrl } from './parse-absolute-url.ts'

const TEXT_TAGS =
  'a abbr b bdi bdo cite code del dfn em i ins kbd mark q rp rt ruby s samp small span strong sub sup time u var wbr'
const BLOCK_TAGS =
  'p div h1 h2 h3 h4 h5 h6 blockquote pre ul ol li dl dt dd figure figcaption hr br details summary section article aside'
const TABLE_TAGS = 'table caption colgroup col thead tbody tfoot tr th td'

const options: sanitize.IOptions = {
  allowedTags: `${TEXT_TAGS} ${BLOCK_TAGS} ${TABLE_TAGS} img`.split(' '),
  allowedAttributes: {
    '*': ['lang', 'dir', 'title'],
    a: ['href'],
    img: ['src', 'alt', 'width', 'height'],
    time: ['datetime'],
    ol: ['start', 'reversed'],
    th: ['colspan', 'rowspan', 'scope'],
    td: ['colspan', 'rowspan'],
    col: ['span'],
    colgroup: ['span'],
  },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
  nonTextTags:
    'script style textarea option select button title noscript noembed noframes xmp plaintext template math svg object'.split(
      ' ',
    ),
  exclusiveFilter: ({ tag, attribs }) => tag === 'img' && !attribs.src,
}

const REMOVED: sanitize.Tag = { tagName: 'iframe', attribs: {} }

/**
 * Sanitizes the HTML of an article: no scripts, frames, forms or styles; all URLs absolute. YouTube and Vimeo players
 * become links to the video.
 *
 * @param baseUrl the article's URL, which resolves relative URLs
 */
export function sanitizeHtml(html: string, baseUrl: string): string {
  return cleanText(
    sanitize(html, {
      ...options,
      transformTags: {
        a: (tagName, { href, ...attribs }) => ({ tagName, attribs: { ...attribs, ...url('href', href, baseUrl) } }),
        img: (tagName, { src, ...attribs }) => ({
          tagName,
          attribs: { ...url('src', src, baseUrl), alt: '', ...keepWholeSizes(attribs) },
        }),
        iframe: (_tag, { src = '' }) => {
          const page = videoPage(src)
          return page ? { tagName: 'a', attribs: { href: page.url }, text: `Watch on ${page.site}` } : REMOVED
        },
      },
    }),
  ).trim()
}

function url(name: string, value: string | undefined, baseUrl: string): Record<string, string> {
  const resolved = value === undefined ? undefined : parseAbsoluteUrl(value, baseUrl)?.href
  if (resolved === undefined) return {}
  if (name === 'href' && resolved.startsWith('mailto:')) return { href: resolved }
  const parsed = parseUrl(resolved)
  return typeof parsed === 'string' ? {} : { [name]: parsed.href }
}

function keepWholeSizes({ width, height, ...attribs }: sanitize.Attributes): sanitize.Attributes {
  const isWhole = (value: string | undefined) => value !== undefined && /^[1-9]\d{0,4}$/.test(value)
  return { ...attribs, ...(isWhole(width) && isWhole(height) ? { width, height } : {}) } as sanitize.Attributes
}
