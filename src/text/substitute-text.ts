import { attribute, type HtmlElement, isElement } from './parse-html.ts'

/** A ballot box instead of a check box; nothing for other inputs. */
export function checkbox(input: HtmlElement): string {
  if (attribute(input, 'type').toLowerCase() !== 'checkbox') return ''
  return input.attrs.some(({ name }) => name === 'checked') ? '☑' : '☐'
}

/** What a drawing (SVG) says of itself, as an `alt` does of a picture. */
export function drawingTitle(svg: HtmlElement): string {
  const title = svg.childNodes.filter(isElement).find(({ tagName }) => tagName === 'title')
  const text = title?.childNodes.map((node) => ('value' in node ? node.value : '')).join('')
  return attribute(svg, 'aria-label') || (text?.trim() ?? '')
}

/** The signs around text whose direction `<bdo>` overrides; none for other elements. */
export function overrideSigns(element: HtmlElement): [start: string, end: string] {
  const direction = element.tagName === 'bdo' ? attribute(element, 'dir').toLowerCase() : ''
  if (direction === 'rtl') return ['\u202E', '\u202C']
  return direction === 'ltr' ? ['\u202D', '\u202C'] : ['', '']
}
