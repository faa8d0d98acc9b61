import type { MarkdownIt, StateBlock } from 'markdown-it'

const OPENING = /^<([a-z][a-z0-9-]*)((?:\s[^<>]*)?\smarkdown(?:\s*=\s*["']?(?:1|block|span|true)["']?)?(?:\s[^<>]*)?)>/i
const MAX_DEPTH = 10
const MAX_TAG_LENGTH = 2000

/** `<div markdown="1">` of kramdown and Python-Markdown: what is inside is Markdown. */
export function markdownInHtml(md: MarkdownIt): void {
  md.block.ruler.before('html_block', 'markdown_in_html', markdownBlock, { alt: ['paragraph', 'blockquote'] })
}

function markdownBlock(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const begin = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0)
  if (state.src[begin] !== '<') return false
  const env = state.env as { htmlDepth?: number; hasUnclosedHtml?: boolean }
  const depth = env.htmlDepth ?? 0
  if (depth >= MAX_DEPTH || env.hasUnclosedHtml) return false
  const [tag, name = ''] = OPENING.exec(state.src.slice(begin, state.eMarks[startLine]).slice(0, MAX_TAG_LENGTH)) ?? []
  if (tag === undefined) return false
  const lastLine = closingLine(state, startLine, endLine, name)
  if (lastLine === undefined) {
    env.hasUnclosedHtml = true
    return false
  }
  if (silent) return true
  const text = state.getLines(startLine, lastLine + 1, state.blkIndent, false).trimStart()
  const end = endOf(text, name).index ?? text.length
  const inner = text.slice(tag.length, end)
  push(state, tag)
  env.htmlDepth = depth + 1
  state.md.block.parse(dedent(inner), state.md, env, state.tokens)
  env.htmlDepth = depth
  const rest = text.slice(end)
  const closing = rest.slice(0, rest.indexOf('>') + 1)
  push(state, closing)
  const behind = rest.slice(closing.length)
  if (behind.trim() !== '') state.md.block.parse(behind, state.md, env, state.tokens)
  state.line = lastLine + 1
  return true
}

/** The line with the end tag of the element that begins on a line. */
function closingLine(state: StateBlock, startLine: number, endLine: number, name: string): number | undefined {
  let open = 0
  for (let line = startLine; line < endLine; line++) {
    const found = endOf(state.getLines(line, line + 1, state.blkIndent, false), name, open)
    if (found.index !== undefined) return line
    open = found.open
  }
  return undefined
}

/** Where the end tag is that closes all open elements of a name, or how many remain open. */
function endOf(text: string, name: string, before = 0): { index?: number; open: number } {
  let open = before
  for (const { 0: tag, index } of text.matchAll(new RegExp(`</?${name}(?=[\\s/>])`, 'gi'))) {
    open += tag.startsWith('</') ? -1 : 1
    if (open === 0) return { index, open }
  }
  return { open }
}

function push(state: StateBlock, html: string): void {
  const token = state.push('html_block', '', 0)
  token.content = `${html}\n`
}

/** Without the indent that all lines share; the first one stands behind the tag. */
function dedent(text: string): string {
  const [first = '', ...lines] = text.split('\n')
  const indentOf = (line: string) => line.length - line.trimStart().length
  const indent = lines.reduce((least, line) => (line.trim() === '' ? least : Math.min(least, indentOf(line))), 100)
  return [first.trimStart(), ...lines.map((line) => line.slice(Math.min(indent, indentOf(line))))].join('\n')
}
