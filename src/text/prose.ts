import { Parser } from 'htmlparser2'
import { cleanLine } from './clean-text.ts'

/** Elements that end a paragraph, and are none within a line. */
const BLOCKS = new Set(
  'p div section article main center blockquote address hr ul ol li dl dt dd table tr td th pre h1 h2 h3 h4 h5 h6 figure'.split(
    ' ',
  ),
)

/** Elements whose text is no prose. */
const NO_PROSE = new Set(
  (
    'ul ol dl table pre h1 h2 h3 h4 h5 h6 figure figcaption aside nav header footer form details script style template ' +
    'textarea select button svg iframe noscript object audio video ' +
    'admonition alert callout caution danger hint info note notice tip warning'
  ).split(' '),
)

const NOTICE_CLASS = /(?:^|[\s-])(?:admonition|alert|callout|caution|note|notice|tip|toc|warning)(?:[\s-]|$)/i

/** The beginning of a quotation that is a notice: `[!NOTE]`, `Note: …`. */
const NOTICE_TEXT =
  /^(?:\[!\w+\]|[^\p{L}\p{N}]*(?:attention|caution|edit|important|info|note|tip|update|warning)[^\p{L}\p{N}\n]*(?::|\n))/iu

/**
 * The paragraphs of prose in HTML, as plain text: no headings, lists, tables, code, notices or scripts.
 *
 * @param limit the most paragraphs to return
 */
export function proseOf(html: string, limit = Number.POSITIVE_INFINITY): string[] {
  const paragraphs: string[] = []
  const path: { isBlock: boolean; isSkipped: boolean; isQuotation: boolean }[] = []
  let text = ''

  const flush = () => {
    const quotation = path.findLast(({ isQuotation }) => isQuotation)
    if (quotation && NOTICE_TEXT.test(text.trimStart())) quotation.isSkipped = true
    const paragraph = cleanLine(text)
    text = ''
    if (path.some(({ isSkipped }) => isSkipped) || paragraphs.length >= limit) return
    if (/[\p{L}\p{N}]/u.test(paragraph)) paragraphs.push(paragraph)
  }

  const handler = {
    onopentag: (name: string, { class: classes = '' }: Record<string, string>) => {
      const isBlock = BLOCKS.has(name) || NO_PROSE.has(name)
      if (isBlock) flush()
      if (name === 'br') text += '\n'
      path.push({
        isBlock,
        isSkipped: NO_PROSE.has(name) || NOTICE_CLASS.test(classes),
        isQuotation: name === 'blockquote',
      })
    },
    ontext: (part: string) => {
      text += part
    },
    onclosetag: () => {
      if (path.at(-1)?.isBlock) flush()
      path.pop()
    },
    onend: flush,
  }
  new Parser(handler, { recognizeSelfClosing: true }).end(html)
  return paragraphs
}
