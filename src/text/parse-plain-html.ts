import { decodeHTML, decodeHTMLAttribute } from 'entities'
import { defaultTreeAdapter, html as names } from 'parse5'
import type { HtmlElement, HtmlNode } from './parse-html.ts'

const words = (list: string) => list.split(' ')

const PHRASING = new Set(words('a abbr b br code del em i img ins kbd mark s small span strong sub sup u'))
const FLOW = words('p div section blockquote h1 h2 h3 h4 h5 h6 hr pre ul ol dl table details')
const EMPTY = new Set(['br', 'hr', 'img'])

/** What may be within an element, where that is not phrasing. */
const CHILDREN: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ...words('# div section blockquote li dd details').map((name): [string, Set<string>] => [
    name,
    new Set([...FLOW, ...PHRASING, ...(name === 'details' ? ['summary'] : [])]),
  ]),
  ...words('ul ol').map((name): [string, Set<string>] => [name, new Set(['li'])]),
  ['dl', new Set(['dt', 'dd'])],
  ['table', new Set(['thead', 'tbody'])],
  ...words('thead tbody').map((name): [string, Set<string>] => [name, new Set(['tr'])]),
  ['tr', new Set(['th', 'td'])],
])

const ONLY_SPACE = new Set(words('table thead tbody tr'))

const TOKEN = /<(?:(\/)?([a-z][a-z0-9]*)((?: [a-z][a-z-]*="[^"]*")*) ?\/?>|!--((?:[^<>-]|-(?!-))*)-->)|[^<]+/y
const ATTRIBUTE = / ([a-z-]+)="([^"]*)"/g
const MAX_DEPTH = 100

/**
 * Parses HTML without anything to mend, as Markdown makes it: a small part of the elements, properly nested and closed. The
 * tree is that of HTML5, in a fifth of the time.
 *
 * @returns undefined for any other HTML
 */
export function parsePlainHtml(html: string): HtmlNode[] | undefined {
  if (html.includes('\0') || html.includes('\r')) return undefined
  const root = element('#', [])
  const open: HtmlElement[] = [root]
  let parent = root
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < html.length) {
    const token = TOKEN.exec(html)
    if (!token) return undefined
    const [text, slash, name, attributes = '', comment] = token
    if (name === undefined) {
      const node = comment === undefined ? textIn(parent, text) : defaultTreeAdapter.createCommentNode(comment)
      if (!node) return undefined
      parent.childNodes.push(node)
    } else if (slash !== undefined) {
      if (parent.tagName !== name || attributes !== '' || text.endsWith('/>')) return undefined
      open.pop()
      parent = open[open.length - 1] as HtmlElement
    } else {
      const child = childOf(parent, name, attributes)
      if (!child || (name === 'a' && open.some(({ tagName }) => tagName === 'a'))) return undefined
      defaultTreeAdapter.appendChild(parent, child)
      if (EMPTY.has(name)) continue
      if (text.endsWith('/>') || open.length > MAX_DEPTH) return undefined
      open.push(child)
      parent = child
    }
  }
  return open.length === 1 ? root.childNodes : undefined
}

function childOf(parent: HtmlElement, name: string, attributes: string): HtmlElement | undefined {
  if (!(CHILDREN.get(parent.tagName) ?? PHRASING).has(name)) return undefined
  const attrs: HtmlElement['attrs'] = []
  if (attributes !== '') {
    for (const [, key = '', value = ''] of attributes.matchAll(ATTRIBUTE)) {
      if (attrs.some((attr) => attr.name === key)) return undefined
      attrs.push({ name: key, value: value.includes('&') ? decodeHTMLAttribute(value) : value })
    }
  }
  return element(name, attrs)
}

function textIn({ tagName, childNodes }: HtmlElement, text: string): HtmlNode | undefined {
  if (ONLY_SPACE.has(tagName) && /[^ \t\n\f]/.test(text)) return undefined
  if (tagName === 'pre' && childNodes.length === 0 && text.startsWith('\n')) return undefined
  return defaultTreeAdapter.createTextNode(text.includes('&') ? decodeHTML(text) : text)
}

function element(name: string, attrs: HtmlElement['attrs']): HtmlElement {
  return defaultTreeAdapter.createElement(name, names.NS.HTML, attrs)
}
