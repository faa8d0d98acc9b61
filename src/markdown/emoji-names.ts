import type { MarkdownIt, Token } from 'markdown-it'
import { light as emoji } from 'markdown-it-emoji'

/** `:smile:`, but not the colons of `std::x::y` or `a:x:b`. */
export function emojiNames(md: MarkdownIt): void {
  md.use(emoji, { shortcuts: {} })
  md.core.ruler.after('emoji', 'emoji_names', ({ src, tokens }) => {
    if (!src.includes(':')) return
    for (const { children } of tokens) {
      for (const [index, token] of (children ?? []).entries()) {
        if (token.type !== 'emoji' || !isInWord(children?.[index - 1], children?.[index + 1])) continue
        token.type = 'text'
        token.content = `:${token.markup}:`
      }
    }
  })
}

function isInWord(previous: Token | undefined, next: Token | undefined): boolean {
  const before = previous?.type === 'text' ? (previous.content.at(-1) ?? '') : ''
  const after = next?.type === 'text' ? (next.content[0] ?? '') : ''
  return /[\d:]/.test(before) || /[\d:]/.test(after) || (/\w/.test(before) && /\w/.test(after))
}
