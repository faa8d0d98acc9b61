import type { MarkdownIt } from 'markdown-it'
import marks from 'markdown-it-mark'

/** `==marked==`, but not the equals signs of `a==b or c==d`. */
export function markedText(md: MarkdownIt): void {
  md.use(marks)
  md.inline.ruler.before('mark', 'equals_signs', (state, silent) => {
    const { src, pos } = state
    if (!src.startsWith('==', pos) || !isWord(src[pos - 1]) || !isWord(src[pos + 2])) return false
    if (!silent) state.pending += '=='
    state.pos += 2
    return true
  })
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /\w/.test(character)
}
