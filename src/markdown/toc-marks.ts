import type { MarkdownIt, Token } from 'markdown-it'

const MARK = /^(?:\[\[?_?toc_?\]?\]|\$\{toc\}|.*\n\{:\s*toc[^{}]*\})$/i

/** Removes `[[toc]]`, `[TOC]` and kramdown's list with `{:toc}`, where generators put a table of contents. */
export function tocMarks(md: MarkdownIt): void {
  md.core.ruler.before('inline', 'toc_marks', (state) => {
    const { tokens } = state
    const removed = new Set<Token>()
    for (const [index, { type, content }] of tokens.entries()) {
      if (type !== 'inline' || content.length > 100 || !MARK.test(content.trim())) continue
      const isOnlyItem =
        tokens[index - 3]?.type.endsWith('_list_open') && tokens[index + 3]?.type.endsWith('_list_close')
      const around = isOnlyItem ? 3 : 1
      if (tokens[index - 1]?.type !== 'paragraph_open') continue
      for (const token of tokens.slice(index - around, index + around + 1)) removed.add(token)
    }
    if (removed.size > 0) state.tokens = tokens.filter((token) => !removed.has(token))
  })
}
