import type { MarkdownIt, StateBlock } from 'markdown-it'

const OPENING = /^<(script|style|textarea|title|iframe|option|head|body|html|base|link|param|frame)>/i
/** Instructions such as `<?php` and `<![CDATA[`. */
const INSTRUCTION = /^<(?:\?|!\[CDATA\[)/

/**
 * A line that begins with the name of such an element which nothing closes, as in `<script> is an element`, or with an
 * instruction is prose. CommonMark (§4.6) takes it, or the rest of the text, for HTML.
 */
export function unclosedHtml(md: MarkdownIt): void {
  md.block.ruler.before('html_block', 'unclosed_html', paragraph)
}

function paragraph(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const begin = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0)
  if (state.src[begin] !== '<' || (state.sCount[startLine] ?? 0) - state.blkIndent >= 4) return false
  const start = state.src.slice(begin, begin + 20)
  const [, name] = OPENING.exec(start) ?? []
  if (name === undefined ? !INSTRUCTION.test(start) : isClosed(state, name.toLowerCase())) return false
  if (silent) return true
  let end = startLine + 1
  while (end < endLine && !state.isEmpty(end) && (state.sCount[end] ?? 0) >= state.blkIndent) end++
  state.line = end
  state.push('paragraph_open', 'p', 1).map = [startLine, end]
  const content = state.getLines(startLine, end, state.blkIndent, false).trim()
  Object.assign(state.push('inline', '', 0), { content, children: [], map: [startLine, end] })
  state.push('paragraph_close', 'p', -1)
  return true
}

/** Whether an element is closed anywhere; a text is searched once for all. */
function isClosed({ src, env }: StateBlock, name: string): boolean {
  const cache = env as { closedElements?: { src: string; names: ReadonlySet<string> } }
  if (cache.closedElements?.src !== src) {
    const ends = Array.from(src.matchAll(/<\/([a-z]{1,20})/gi), ([, closed = '']) => closed.toLowerCase())
    cache.closedElements = { src, names: new Set(ends) }
  }
  return cache.closedElements.names.has(name)
}
