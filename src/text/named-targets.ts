import { type Placeholders, splitReference } from './corpus-reference.ts'
import { parseAbsoluteUrl } from './parse-absolute-url.ts'
import { attribute, type HtmlNode, isElement } from './parse-html.ts'
import { percentDecoded } from './percent-decoded.ts'

/**
 * The fragments of links to the same page, as written and decoded, and of links to files, which may be that of the article
 * itself.
 */
export function namedTargets(nodes: readonly HtmlNode[], baseUrl: string, placeholderOf: Placeholders): Set<string> {
  const targets = new Set<string>()
  const page = parseAbsoluteUrl('#', baseUrl)?.href
  const collect = (node: HtmlNode): void => {
    if (!isElement(node)) return
    const href = node.tagName === 'a' ? attribute(node, 'href') : ''
    const target = href.includes('#') ? (parseAbsoluteUrl(href, baseUrl)?.href ?? '') : ''
    const file = href.includes('#') ? placeholderOf(href, 'link') : undefined
    if (file !== undefined) targets.add(percentDecoded(splitReference(file).fragment.slice(1)))
    if (page !== undefined && target.length > page.length && target.startsWith(page)) {
      const fragment = target.slice(page.length)
      targets.add(fragment).add(percentDecoded(fragment))
    }
    node.childNodes.forEach(collect)
  }
  nodes.forEach(collect)
  return targets
}
