import { attribute, findElement, type HtmlElement, isElement } from './parse-html.ts'

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
  const parts = element.childNodes.filter(isElement).map(inLine)
  const [base = '', first = '', second = ''] = parts
  switch (tagName) {
    case 'msup':
      return `${base}^${group(first)}`
    case 'msub':
      return `${base}_${group(first)}`
    case 'msubsup':
      return `${base}_${group(first)}^${group(second)}`
    case 'mfrac':
      return `${group(base)}/${group(first)}`
    case 'msqrt':
      return `√${group(parts.join(''))}`
    case 'mroot':
      return `${group(base)}^(1/${first})`
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

function textOf({ childNodes }: HtmlElement): string {
  return childNodes.map((node) => ('value' in node ? node.value : isElement(node) ? textOf(node) : '')).join('')
}
