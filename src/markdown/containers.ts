import type { MarkdownIt, StateBlock } from 'markdown-it'
import { type Box, closeBox, openBox } from './notice-box.ts'

const MARKS = /^(:{3,})[ \t]*(.*)$/
const BEGINNING = /^[\p{L}{]/u
const CODE_FENCE = /^(`{3,}|~{3,})/

/** `::: warning Title` of VuePress, Docusaurus and pandoc: a section under its title; `details` can be opened. */
export function containers(md: MarkdownIt): void {
  md.block.ruler.before('fence', 'containers', container, { alt: ['paragraph', 'reference', 'blockquote', 'list'] })
}

function container(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const [, marks, info = ''] = marksOf(state, startLine) ?? []
  if (marks === undefined || !BEGINNING.test(info)) return false
  if (silent) return true
  const end = closingLine(state, startLine, endLine)
  const box = parseInfo(info)
  const { parentType, lineMax } = state
  state.parentType = 'container'
  state.lineMax = end
  openBox(state, box)
  state.md.block.tokenize(state, startLine + 1, end)
  closeBox(state, box)
  state.parentType = parentType
  state.lineMax = lineMax
  const isClosed = end < endLine && marksOf(state, end)?.[2] === ''
  state.line = isClosed ? end + 1 : end
  return true
}

function marksOf(state: StateBlock, line: number): RegExpExecArray | undefined {
  return state.src.startsWith(':::', beginOf(state, line)) && (state.sCount[line] ?? 0) - state.blkIndent < 4
    ? (MARKS.exec(state.src.slice(beginOf(state, line), state.eMarks[line]).trimEnd()) ?? undefined)
    : undefined
}

function beginOf(state: StateBlock, line: number): number {
  return (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0)
}

/** The line that closes a container or, if none does, the end of what it is in. Those within may have as many colons. */
function closingLine(state: StateBlock, startLine: number, endLine: number): number {
  const open = [marksOf(state, startLine)?.[1] ?? '']
  let code: string | undefined
  for (let line = startLine + 1; line < endLine; line++) {
    const begin = beginOf(state, line)
    if (begin < (state.eMarks[line] ?? 0) && (state.sCount[line] ?? 0) < state.blkIndent) return line
    const fence = isFence(state.src[begin])
      ? CODE_FENCE.exec(state.src.slice(begin, state.eMarks[line]))?.[1]
      : undefined
    if (fence !== undefined && code === undefined) code = fence
    else if (fence !== undefined && code !== undefined && fence.startsWith(code)) code = undefined
    const [, marks, info] = code === undefined ? (marksOf(state, line) ?? []) : []
    if (marks === undefined || info === undefined) continue
    if (BEGINNING.test(info)) open.push(marks)
    else if (info === '') {
      const same = open.lastIndexOf(marks)
      if (same >= 0 || marks.length >= (open.at(-1)?.length ?? 0)) open.splice(same >= 0 ? same : -1)
      if (open.length === 0) return line
    }
  }
  return endLine
}

function isFence(character: string | undefined): boolean {
  return character === '`' || character === '~'
}

/** `warning Title`, `note[Title]`, `{.callout-note title="Title"}`, `{note} Title` */
function parseInfo(info: string): Box {
  const [, attributes, plain = '', rest = ''] = /^(?:\{([^{}]*)\}|([\p{L}\p{N}_-]+))(.*)$/u.exec(info) ?? []
  const text = rest
    .replace(/\{[^{}]*\}\s*$/, '')
    .replace(/:+\s*$/, '')
    .trim()
  const named = attributes && (/^[\w-]+$/.exec(attributes)?.[0] ?? /\.(?:callout-)?([\w-]+)/.exec(attributes)?.[1])
  const name = (named ?? plain).toLowerCase()
  const title = /\{[^{}]*\btitle="([^"]*)"/.exec(info)?.[1] ?? /^\[(.*)\]$/.exec(text)?.[1] ?? text
  return { name, title: title || undefined, canOpen: name === 'details' }
}
