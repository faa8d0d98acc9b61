import { KEPT, RENAMED } from './allowed-html.ts'
import type { HtmlElement } from './parse-html.ts'

const words = (list: string) => new Set(list.split(' '))

/** What ends a paragraph that is open. */
const BLOCKS = words(
  'p div h1 h2 h3 h4 h5 h6 blockquote pre ul ol li dl dt dd figure figcaption hr details summary section article aside table',
)
const HEADINGS = words('h1 h2 h3 h4 h5 h6')

/** Elements that belong into others. */
const PARENTS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['li', words('ul ol menu dir')],
  ['dt', words('dl')],
  ['dd', words('dl')],
  ['rt', words('ruby')],
  ['rp', words('ruby')],
])
const TABLE_PARTS = words('caption colgroup col thead tbody tfoot tr th td')
const TABLE_PARENTS = words('table colgroup thead tbody tfoot tr')

/** The tag under which an element is written; undefined if only what is within is. */
export function writtenTag(element: HtmlElement): string | undefined {
  const tag = RENAMED.get(element.tagName) ?? element.tagName
  if (!KEPT.has(tag)) return undefined
  const parents = PARENTS.get(tag)
  const parent = parentElement(element)
  const list = parent?.tagName === 'div' && parents?.has('dl') ? parentElement(parent) : parent
  if (!parents || parents.has(list?.tagName ?? '')) return tag
  return tag === 'rt' || tag === 'rp' ? undefined : 'div'
}

/**
 * The tag that HTML5 would not move elsewhere, which matters where an element between is not written: a line break for a block
 * in a paragraph, undefined for a link in a link.
 *
 * @param tag '' for none
 * @param open the tags around
 */
export function nestedTag(tag: string, open: readonly string[]): string | undefined {
  if ((BLOCKS.has(tag) || TABLE_PARTS.has(tag)) && open.includes('p')) return 'br'
  if (tag === '' || (tag === 'a' && open.includes('a'))) return undefined
  return HEADINGS.has(tag) && open.some((outer) => HEADINGS.has(outer)) ? undefined : tag
}

/** Whether an element is in a table, but no part of it: a form, or a script. */
export function isOutOfTable(element: HtmlElement): boolean {
  return TABLE_PARENTS.has(parentElement(element)?.tagName ?? '') && !TABLE_PARTS.has(element.tagName)
}

function parentElement({ parentNode }: HtmlElement): HtmlElement | undefined {
  return parentNode && 'tagName' in parentNode ? parentNode : undefined
}
