import { attribute, findElement, type HtmlElement, type HtmlNode, isElement } from './parse-html.ts'

/** Whether a `<noscript>` follows a picture, with its copy for readers without scripts. */
export function hasCopyBehind(nodes: readonly HtmlNode[], index: number): boolean {
  let next = nodes[index + 1]
  if (next?.nodeName === '#text' && 'value' in next && next.value.trim() === '') next = nodes[index + 2]
  if (next === undefined || !isElement(next) || next.tagName !== 'noscript') return false
  const copy = findElement(next, ({ tagName }) => tagName === 'img')
  return copy !== undefined && attribute(copy, 'src') !== '' && !isPixel(copy)
}

/** Pictures of one pixel count readers. */
export function isPixel(image: HtmlElement): boolean {
  return /^[01](px)?$/.test(attribute(image, 'width')) || /^[01](px)?$/.test(attribute(image, 'height'))
}
