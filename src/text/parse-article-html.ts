import { type HtmlNode, parseHtml } from './parse-html.ts'
import { parsePlainHtml } from './parse-plain-html.ts'
import { closeStrayTags } from './stray-tags.ts'

/**
 * Parses the HTML of an article, in which tags that HTML does not know are text.
 *
 * @returns undefined if it is too deep
 */
export function parseArticleHtml(html: string): HtmlNode[] | undefined {
  return parsePlainHtml(html) ?? parseHtml(closeStrayTags(html))
}
