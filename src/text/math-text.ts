import { attribute, findElement, type HtmlElement, type HtmlNode, isElement, textOf } from './parse-html.ts'

/** Elements that hold text. */
const WORDS = new Set(['mi', 'mn', 'mo', 'ms', 'mtext'])

/**
 * A formula in MathML as text, because few readers show MathML: its `alttext`, its TeX, or its signs in a line
 * (`E=mc^2`).
 */
export function mathText(math: HtmlElement): { text: string; isTex: boolean } {
  const alternative = attribute(math, 'alttext')
  if (alternative !== '') return { text: alternative, isTex: false }
  const annotation = findElement(
    math,
    (element) => element.tagName === 'annotation' && attribute(element, 'encoding').endsWith('tex'),
  )
  const tex = annotation && textOf(annotation).trim()
  return tex ? { text: tex, isTex: true } : { text: inLine(math), isTex: false }
}

function inLine(element: HtmlElement): string {
  const { tagName } = element
  if (tagName === 'annotation' || tagName === 'annotation-xml') return ''
  if (WORDS.has(tagName)) return textOf(element).trim()
  const parts = element.childNodes.filter(isElement).map(inLine)
  const [base = '', first = '', second = ''] = parts
  switch (tagName) {
    case 'msup':
      return `${base}^${group(first)}`
    case 'mover':
      return /^[^\p{L}\p{N}]$/u.test(first) ? base + first : `${base}^${group(first)}`
    case 'msub':
    case 'munder':
      return `${base}_${group(first)}`
    case 'msubsup':
    case 'munderover':
      return `${base}_${group(first)}^${group(second)}`
    case 'mfrac':
      return `${group(base)}/${group(first)}`
    case 'msqrt':
      return `√${group(parts.join(''))}`
    case 'mroot':
      return `${group(base)}^(1/${first})`
    case 'mfenced':
      return (attribute(element, 'open') || '(') + parts.join(', ') + (attribute(element, 'close') || ')')
    case 'mtr':
      return parts.join(', ')
    case 'mtable':
      return parts.join('; ')
    case 'mspace':
      return ' '
    default:
      return parts.length > 0 ? parts.join('') : textOf(element).trim()
  }
}

function group(text: string): string {
  return /^[\p{L}\p{N}]*$/u.test(text) ? text : `(${text})`
}

/** The TeX of `<script type="math/tex">`, without what hides it from XML; undefined for other elements. */
export function texOf(script: HtmlElement): string | undefined {
  if (script.tagName !== 'script' || !/^math\/tex\b/i.test(attribute(script, 'type'))) return undefined
  return textOf(script)
    .replace(/^\s*%?\s*<!\[CDATA\[|%?\s*\]\]>\s*$/g, '')
    .trim()
}

/** Whether an element shows a formula as its neighbour does, in MathML, for those who do not see it. */
export function isShownAsMath(nodes: readonly HtmlNode[], index: number): boolean {
  const node = nodes[index]
  if (node === undefined || !isElement(node) || attribute(node, 'aria-hidden') !== 'true') return false
  return [nodes[index - 1], nodes[index + 1]].some(
    (other) => other && isElement(other) && (other.tagName === 'math' || findElement(other, isMath)),
  )
}

function isMath({ tagName }: HtmlElement): boolean {
  return tagName === 'math'
}
