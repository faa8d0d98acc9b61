import type { MarkdownIt, StateInline } from 'markdown-it'
import { escapeHtml } from '../text/escape-html.ts'

const DOLLAR = 0x24
const BACKSLASH = 0x5c
const MAX_LENGTH = 2000

/** What only TeX has, besides a single word such as `x` or `n!`. */
const TEX = /[\\^_={}<>|+]|^[^\s]{1,20}$|^[^\d\s]\s*[-*/,]\s*\S+$/

/** TeX, and no words of which an author has escaped the brackets. */
const PARENTHESIZED = /\\[a-zA-Z{}]|[\^_=|+]|^\s*[\p{L}\p{N}]{1,2}\s*$/u
const DISPLAYED = /\\[a-zA-Z]|[\^=]/

/** TeX between dollars, `\(…\)` or `\[…\]`, kept whole as code; a price such as `$5` is none. */
export function inlineMath(md: MarkdownIt): void {
  md.inline.ruler.after('escape', 'math', dollarMath)
  md.inline.ruler.before('escape', 'math_brackets', bracketMath)
  md.renderer.rules.math_inline = (tokens, index) =>
    `<code class="language-math">${escapeHtml(tokens[index]?.content ?? '')}</code>`
}

function dollarMath(state: StateInline, silent: boolean): boolean {
  const { src, pos } = state
  if (src.charCodeAt(pos) !== DOLLAR) return false
  const math = findDollarMath(src, pos, state.posMax)
  if (!math) return false
  if (!silent) {
    const token = state.push('math_inline', 'code', 0)
    token.content = math.content.replace(/\s*\n\s*/g, ' ').trim()
  }
  state.pos = math.end
  return true
}

/** The TeX between one or two dollars that begins at a position, and the position behind it; undefined if there is none. */
export function findDollarMath(
  src: string,
  pos: number,
  limit = src.length,
): { content: string; end: number } | undefined {
  const mark = src.charCodeAt(pos + 1) === DOLLAR ? '$$' : '$'
  const start = pos + mark.length
  const end = endOfMath(src.slice(0, Math.min(limit, start + MAX_LENGTH)), start, mark)
  const content = end === undefined ? '' : src.slice(start, end)
  if (end === undefined || content.trim() === '') return undefined
  if (mark === '$' ? !isInlineMath(src, pos, end) : !isDisplayMath(content) || src[end + 2] === '$') return undefined
  return { content, end: end + mark.length }
}

/** Also with two backslashes, which leave one for MathJax. */
function bracketMath(state: StateInline, silent: boolean): boolean {
  const { src, pos } = state
  if (src.charCodeAt(pos) !== BACKSLASH) return false
  const [mark = '', bracket = ''] = /^\\{1,2}([([])/.exec(src.slice(pos, pos + 3)) ?? []
  if (mark === '') return false
  const start = pos + mark.length
  const close = mark.slice(0, -1) + (bracket === '(' ? ')' : ']')
  const end = src.slice(0, Math.min(state.posMax, start + MAX_LENGTH)).indexOf(close, start)
  const content = end < 0 ? '' : src.slice(start, end)
  if (!(bracket === '(' ? PARENTHESIZED : DISPLAYED).test(content) || src[end + close.length] === '(') return false
  if (!silent) {
    const token = state.push('math_inline', 'code', 0)
    token.content = (mark.length === 3 ? content.replace(/\\([\\_*])/g, '$1') : content).replace(/\s+/g, ' ').trim()
  }
  state.pos = end + close.length
  return true
}

function endOfMath(src: string, start: number, mark: string): number | undefined {
  for (let end = src.indexOf(mark, start); end >= 0; end = src.indexOf(mark, end + 1)) {
    if (src[end - 1] !== '\\') return end
  }
  return undefined
}

function isInlineMath(src: string, pos: number, end: number): boolean {
  const content = src.slice(pos + 1, end)
  const before = src[pos - 1] ?? ''
  const after = src.slice(end + 1, end + 4)
  if (/\s/.test(content[0] ?? '') || /\s/.test(content.at(-1) ?? '')) return false
  if (/[\p{L}\p{N}$\\]/u.test(before)) return false
  if (/^[\p{L}\p{N}$]/u.test(after) && !/^(?:th|st|nd|rd|s)\b/.test(after)) return false
  return !/\n\s*\n/.test(content) && TEX.test(content) && !isPrice(content)
}

/** Not `$$ and $$$` of restaurants. */
export function isDisplayMath(content: string): boolean {
  return /[\\^_={}<>|+]|^\s*\p{L}\s*$/u.test(content)
}

/** `$5 (or 10$`, `$100/month and A$`: a number followed by words; the code `$('a')`, too. */
function isPrice(content: string): boolean {
  return (/^\d\S*\s.*\p{L}{3}/su.test(content) && !/[\\^_={}]/.test(content)) || /^\(['"]/.test(content)
}
