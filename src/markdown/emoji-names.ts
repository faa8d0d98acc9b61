import type { MarkdownIt } from 'markdown-it'
import emoji from 'markdown-it-emoji/lib/data/full.mjs'

const NAMES = /(?::[a-z0-9_+-]{1,50}:)+/g

/** `:smile:` as on GitHub, but not the colons of `std::x::y` or `a:x:b`. */
export function emojiNames(md: MarkdownIt): void {
  md.core.ruler.after('linkify', 'emoji_names', ({ src, tokens }) => {
    if (!src.includes(':')) return
    for (const { children } of tokens) {
      let isInAddress = false
      for (const token of children ?? []) {
        if (token.info === 'auto') isInAddress = token.nesting === 1
        if (token.type === 'text' && !isInAddress) token.content = withEmoji(token.content)
      }
    }
  })
}

function withEmoji(text: string): string {
  if (!text.includes(':')) return text
  return text.replace(NAMES, (names, start: number) => {
    const [before = '', after = ''] = [text[start - 1], text[start + names.length]]
    if (/[\d:]/.test(before + after) || (/\w/.test(before) && /\w/.test(after))) return names
    return names.replace(/:([^:]+):/g, (mark, name: string) =>
      Object.hasOwn(emoji, name) ? (emoji[name] ?? mark) : mark,
    )
  })
}
