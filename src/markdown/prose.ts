import { cleanLine } from '../text/clean-text.ts'
import { attribute, type HtmlElement, type HtmlNode, isElement } from '../text/parse-html.ts'

/** Elements that end a paragraph, and are none within a line. */
const BLOCKS = new Set(words('p div section article main center blockquote address hr td th'))

/** Blocks whose text is no prose. */
const OTHER_BLOCKS = new Set(
  words(
    'ul ol dl table pre h1 h2 h3 h4 h5 h6 figure figcaption aside nav header footer form details ' +
      'admonition alert callout caution danger hint info note notice tip warning',
  ),
)

/** Elements within a line whose text is not part of it. */
const HIDDEN = new Set(
  words('script style template title textarea select button svg iframe noscript object audio video'),
)

const NOTICE_CLASS =
  /(?:^|[\s-])(?:admonition|alert|callout|caution|footnotes?|footnote-ref|note|notice|tip|toc|warning)(?:[\s-]|$)/i

/** The beginning of a quotation that is a notice: `Note: …`. */
const NOTICE_TEXT =
  /^[^\p{L}\p{N}]*(?:attention|caution|edit|important|info|note|tip|update|warning)[^\p{L}\p{N}\n]*(?::|\n)/iu

/**
 * The paragraphs of prose in HTML, as plain text: no headings, lists, tables, code, notices or scripts.
 *
 * @param limit the most paragraphs to return
 */
export function proseOf(nodes: readonly HtmlNode[], limit = Number.POSITIVE_INFINITY): string[] {
  const paragraphs: string[] = []
  let text = ''

  const flush = () => {
    const paragraph = cleanLine(text)
    text = ''
    if (/[\p{L}\p{N}]/u.test(paragraph)) paragraphs.push(paragraph)
  }

  const collect = (children: readonly HtmlNode[]) => {
    for (const node of children) {
      if (paragraphs.length >= limit) return
      if (!isElement(node)) {
        if ('value' in node) text += node.value
        continue
      }
      const { tagName } = node
      const isBlock = BLOCKS.has(tagName) || OTHER_BLOCKS.has(tagName)
      if (isBlock) flush()
      if (tagName === 'br') text += '\n'
      if (!OTHER_BLOCKS.has(tagName) && !HIDDEN.has(tagName) && !isNotice(node) && !isNoteMark(node)) {
        collect(node.childNodes)
      }
      if (isBlock) flush()
    }
  }

  collect(nodes)
  flush()
  return paragraphs.slice(0, limit)
}

function isNotice(element: HtmlElement): boolean {
  if (NOTICE_CLASS.test(attribute(element, 'class'))) return true
  return element.tagName === 'blockquote' && NOTICE_TEXT.test(textOf(element).trimStart())
}

/** `<sup><a href="#note">1</a></sup>`, and the same with the link outside. */
function isNoteMark(element: HtmlElement): boolean {
  const [inner, ...others] = element.childNodes
  if (!inner || others.length > 0 || !isElement(inner)) return false
  const [link, mark] = element.tagName === 'a' ? [element, inner] : [inner, element]
  return link.tagName === 'a' && mark.tagName === 'sup' && attribute(link, 'href').startsWith('#')
}

function textOf({ childNodes }: HtmlElement): string {
  return childNodes
    .map((node) =>
      'value' in node ? node.value : isElement(node) ? (node.tagName === 'br' ? '\n' : textOf(node)) : '',
    )
    .join('')
}

function words(list: string): string[] {
  return list.split(' ')
}
