import type { MarkdownIt, Token } from 'markdown-it'
import { closeStrayTag } from '../text/stray-tags.ts'

const OPENING = /<([a-z][^\s/<>]*)/gi
const CLOSING = /<\/([a-z][^\s>]*)/gi

/** A tag that its paragraph does not close must not swallow the paragraphs after it: `Use the <title> element`. */
export function proseTags(md: MarkdownIt): void {
  md.core.ruler.push('prose_tags', ({ src, tokens }) => {
    let inText: { opened: ReadonlySet<string>; closed: ReadonlySet<string> } | undefined
    const whole = () => {
      inText ??= { opened: namesIn(src, OPENING), closed: namesIn(src, CLOSING) }
      return inText
    }
    for (const { type, children } of tokens) {
      if (type !== 'inline' || !children) continue
      const lastClosing = new Map<string, number>()
      for (const [index, { type, content }] of children.entries()) {
        if (type === 'html_inline') for (const name of namesIn(content, CLOSING)) lastClosing.set(name, index)
      }
      const opened = new Set<string>()
      for (const [index, token] of children.entries()) {
        if (token.type !== 'html_inline') continue
        token.content = closeStrayTag(token.content, {
          isOpenedBefore: (name) => opened.has(name),
          isClosedBehind: (name) => (lastClosing.get(name) ?? -1) > index,
          isOpenedAnywhere: (name) => whole().opened.has(name),
          isClosedAnywhere: (name) => whole().closed.has(name),
          before: textOf(children[index - 1]),
          behind: textOf(children[index + 1]),
        })
        for (const name of namesIn(token.content, OPENING)) opened.add(name)
      }
    }
  })
}

function namesIn(text: string, pattern: RegExp): ReadonlySet<string> {
  return new Set(Array.from(text.matchAll(pattern), ([, name = '']) => name.toLowerCase()))
}

/** The text beside a tag, '' at the end of what it is in; undefined for other markup. */
function textOf(token: Token | undefined): string | undefined {
  if (token === undefined || token.type === 'softbreak' || token.type === 'hardbreak' || token.nesting === -1) return ''
  return token.type === 'text' ? token.content : undefined
}
