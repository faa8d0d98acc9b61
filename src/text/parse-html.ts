import { type DefaultTreeAdapterTypes, defaultTreeAdapter, html as names, parseFragment } from 'parse5'

export type HtmlNode = DefaultTreeAdapterTypes.ChildNode
export type HtmlElement = DefaultTreeAdapterTypes.Element

/** As in browsers; parse5 searches all open elements for some tags. */
const MAX_DEPTH = 512

/** HTML5 reopens what is unclosed, such as `<b>` in each paragraph; hostile text multiplies by it. */
const MAX_ELEMENTS_PER_TAG = 4

class LimitError extends Error {}

/**
 * Parses the HTML of a text as HTML5 does in `<body>`, with scripting disabled.
 *
 * @returns undefined if it is deeper, or reopens more elements, than any real text
 */
export function parseHtml(html: string): HtmlNode[] | undefined {
  let depth = 0
  let left = MAX_ELEMENTS_PER_TAG * (html.split('<').length + 10)
  const treeAdapter: typeof defaultTreeAdapter = {
    ...defaultTreeAdapter,
    createElement(...args) {
      if (--left < 0) throw new LimitError()
      return defaultTreeAdapter.createElement(...args)
    },
    insertBefore(parent, node, reference) {
      parent.childNodes.splice(parent.childNodes.lastIndexOf(reference), 0, node)
      node.parentNode = parent
    },
    insertTextBefore(parent, text, reference) {
      const previous = parent.childNodes[parent.childNodes.lastIndexOf(reference) - 1]
      if (previous && defaultTreeAdapter.isTextNode(previous)) previous.value += text
      else treeAdapter.insertBefore(parent, defaultTreeAdapter.createTextNode(text), reference)
    },
    onItemPush() {
      if (++depth > MAX_DEPTH) throw new LimitError()
    },
    onItemPop() {
      depth--
    },
  }
  const body = defaultTreeAdapter.createElement(names.TAG_NAMES.BODY, names.NS.HTML, [])
  try {
    return parseFragment(body, html, { treeAdapter, scriptingEnabled: false }).childNodes
  } catch (error) {
    if (error instanceof LimitError) return undefined
    throw error
  }
}

export function isElement(node: HtmlNode): node is HtmlElement {
  return 'tagName' in node
}

/** The value of an attribute, without white space around it; '' if it is missing. */
export function attribute(element: HtmlElement, name: string): string {
  return element.attrs.find((attr) => attr.name === name)?.value.trim() ?? ''
}

/** The first element within, in the order of the text, that fulfils a condition. */
export function findElement(
  { childNodes }: { childNodes: HtmlNode[] },
  condition: (element: HtmlElement) => boolean,
): HtmlElement | undefined {
  for (const node of childNodes) {
    if (!isElement(node)) continue
    const found = condition(node) ? node : findElement(node, condition)
    if (found) return found
  }
  return undefined
}

/** All text within. */
export function textOf({ childNodes }: { childNodes: HtmlNode[] }): string {
  return childNodes.map((node) => ('value' in node ? node.value : isElement(node) ? textOf(node) : '')).join('')
}
