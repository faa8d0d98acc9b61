import type { MarkdownIt, StateBlock } from 'markdown-it'
import { escapeHtml } from '../text/escape-html.ts'
import { isDisplayMath } from './inline-math.ts'

const MAX_LINES = 200

/** TeX between lines of `$$`, or in an environment such as `\begin{align}`, kept whole as code. */
export function mathBlocks(md: MarkdownIt): void {
  const alt = ['paragraph', 'reference', 'blockquote', 'list']
  md.block.ruler.after('fence', 'math', blockMath, { alt })
  md.block.ruler.after('fence', 'math_environment', environment, { alt })
  md.renderer.rules.math_block = (tokens, index) =>
    `<pre><code class="language-math">${escapeHtml(tokens[index]?.content ?? '')}\n</code></pre>\n`
}

function environment(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const first = line(state, startLine)
  const name = first.startsWith('\\begin{') ? /^\\begin\{([a-zA-Z]{1,20}\*?)\}/.exec(first)?.[1] : undefined
  if (name === undefined || (state.sCount[startLine] ?? 0) - state.blkIndent >= 4) return false
  const content: string[] = []
  for (let last = startLine; last < endLine && last - startLine <= MAX_LINES; last++) {
    content.push(line(state, last))
    if (!line(state, last).includes(`\\end{${name}}`)) continue
    if (!silent) push(state, { content, startLine, last })
    return true
  }
  return false
}

function push(
  state: StateBlock,
  { content, startLine, last }: { content: readonly string[]; startLine: number; last: number },
): void {
  const token = state.push('math_block', 'pre', 0)
  token.content = content.join('\n').trim()
  token.map = [startLine, last + 1]
  state.line = last + 1
}

function blockMath(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const first = line(state, startLine)
  if (!first.startsWith('$$') || (state.sCount[startLine] ?? 0) - state.blkIndent >= 4) return false
  const rest = first.slice(2).trimEnd()
  const oneLine = rest.endsWith('$$') && rest.trim() !== '$$' ? rest.slice(0, -2) : undefined
  if (oneLine === undefined ? rest.includes('$$') : !isDisplayMath(oneLine) || /(?:^|[^\\])\$/.test(oneLine))
    return false
  let last = startLine
  const content = [oneLine ?? rest]
  while (oneLine === undefined) {
    last++
    if (last >= endLine || last - startLine > MAX_LINES) return false
    const text = line(state, last).trimEnd()
    if (text === '' && (state.sCount[last] ?? 0) < state.blkIndent) return false
    const end = text.indexOf('$$')
    if (end >= 0) {
      if (end + 2 !== text.length) return false
      content.push(text.slice(0, end))
      break
    }
    content.push(text)
  }
  if (silent) return true
  push(state, { content, startLine, last })
  return true
}

function line(state: StateBlock, index: number): string {
  return state.src.slice((state.bMarks[index] ?? 0) + (state.tShift[index] ?? 0), state.eMarks[index])
}
