import type { MarkdownIt, StateBlock } from 'markdown-it'
import { closeBox, openBox } from './notice-box.ts'

const MARKS = ['!!!', '???', '===']
const NOTICE = /^(!!!|\?\?\?)\+?[ \t]+([\w-]+)(?:[ \t]+[\w-]+)*(?:[ \t]+"(.*)")?[ \t]*$/
const TAB = /^(===)[!+]?[ \t]+()"(.*)"[ \t]*$/
const MAX_DEPTH = 10

/** `!!! note "Title"` of MkDocs, `???` for what can be opened and `===` for tabs, with a text indented by four. */
export function admonitions(md: MarkdownIt): void {
  md.block.ruler.before('fence', 'admonitions', admonition, { alt: ['paragraph', 'reference', 'blockquote', 'list'] })
}

function admonition(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const begin = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0)
  if (!MARKS.some((mark) => state.src.startsWith(mark, begin))) return false
  const line = state.src.slice(begin, state.eMarks[startLine])
  const [, marks, name = '', title] = NOTICE.exec(line) ?? TAB.exec(line) ?? []
  const env = state.env as { admonitionDepth?: number }
  const depth = env.admonitionDepth ?? 0
  if (marks === undefined || depth >= MAX_DEPTH) return false
  const indent = state.blkIndent + 4
  let end = startLine + 1
  while (end < endLine && (state.isEmpty(end) || (state.sCount[end] ?? 0) >= indent)) end++
  const body = state.getLines(startLine + 1, end, indent, false)
  if (body.trim() === '') return false
  if (silent) return true
  const box = { name: name.toLowerCase(), title, canOpen: marks === '???' }
  openBox(state, box)
  env.admonitionDepth = depth + 1
  state.md.block.parse(body, state.md, state.env, state.tokens)
  env.admonitionDepth = depth
  closeBox(state, box)
  state.line = end
  return true
}
