import type { MarkdownIt } from 'markdown-it'
import { closeStrayTag } from '../text/stray-tags.ts'

/** A tag that its paragraph does not close must not swallow the paragraphs after it: `Use the <title> element`. */
export function proseTags(md: MarkdownIt): void {
  md.core.ruler.push('prose_tags', ({ src, tokens }) => {
    let opened: Set<string> | undefined
    const isOpened = (name: string) => {
      opened ??= new Set(Array.from(src.matchAll(/<([a-z][^\s/<>]*)/gi), ([, tag = '']) => tag.toLowerCase()))
      return opened.has(name)
    }
    for (const { type, children } of tokens) {
      if (type !== 'inline' || !children) continue
      const lastClosing = new Map<string, number>()
      for (const [index, token] of children.entries()) {
        const name = token.type === 'html_inline' ? /^<\/([a-zA-Z][^\s>]*)/.exec(token.content)?.[1] : undefined
        if (name !== undefined) lastClosing.set(name.toLowerCase(), index)
      }
      for (const [index, token] of children.entries()) {
        if (token.type !== 'html_inline') continue
        token.content = closeStrayTag(token.content, (name) => (lastClosing.get(name) ?? -1) > index, isOpened)
      }
    }
  })
}
