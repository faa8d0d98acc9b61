import type { Expansion } from './call.ts'
import type { Range } from './code-ranges.ts'

/** How far back a line is searched for its beginning, in characters. */
const MAX_PREFIX = 200

/** Where a tag stands: with nothing but blanks and the marks of lists and quotations before it on its line, or within a line. */
export interface Place {
  /** What is before it on its line, if it begins the line. */
  prefix: string | undefined
  /** Whether nothing is behind it on its line. */
  isAtEnd: boolean
  /** Whether the next line is text, which must not become a part of an element before it. */
  isBeforeText: boolean
}

export function placeOf(text: string, { start, end }: Range): Place {
  const before = text.slice(Math.max(0, start - MAX_PREFIX), start)
  const lineStart = before.lastIndexOf('\n') + 1
  const isWhole = lineStart > 0 || start <= MAX_PREFIX
  const prefix = isWhole ? /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?$/.exec(before.slice(lineStart))?.[0] : undefined
  const behind = text.slice(end, end + MAX_PREFIX)
  return {
    prefix,
    isAtEnd: /^[ \t]*(?:\n|$)/.test(behind),
    isBeforeText: /^[ \t]*\n[ \t>]*[^\s<>]/.test(behind),
  }
}

export function isAlone({ prefix, isAtEnd }: Place): boolean {
  return prefix !== undefined && prefix.trim() === '' && isAtEnd
}

/** What every line of a block begins with that stands at a place: blanks instead of the mark of a list. */
function continuation({ prefix = '' }: Place): string {
  return prefix.replace(/[^\s>]/g, ' ')
}

/** What is inside a tag and its end, as lines of their own: without empty lines around it, and not indented more than the tag. */
export function innerLines(inner: string, place: Place, isVerbatim: boolean): string {
  const indent = continuation(place)
  const isBelow = /^[ \t]*\n/.test(inner)
  const lines = (isBelow ? inner : indent + inner.trimStart()).split('\n')
  while (lines.length > 1 && lines[0]?.replace(/[\s>]+/, '') === '') lines.shift()
  while (lines.length > 1 && lines.at(-1)?.replace(/[\s>]+/, '') === '') lines.pop()
  if (isVerbatim || indent.includes('>')) return lines.join('\n')
  const least = lines.reduce((width, line) => (line.trim() === '' ? width : Math.min(width, indentOf(line))), 1000)
  const excess = Math.max(0, least - indent.length)
  return lines.map((line) => (line.trim() === '' ? '' : line.slice(excess))).join('\n')
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length
}

/** What begins a block of HTML when it is alone on a line, up to the next empty line. */
const HTML_BLOCK = /^<(?:iframe\b.*|[^<>]*>)$/

/** The text of an expansion at a place: lines if there is room for them, else in the line. */
export function placedText({ inline, lines }: Expansion, inner: string | undefined, place: Place): string {
  const hasRoom = place.prefix !== undefined && place.isAtEnd
  const isDeep = inner === undefined && (place.prefix ?? '').length >= 4 && lines?.includes('')
  if (!lines || isDeep || !(hasRoom || inline.includes('\n'))) {
    const isBlock = hasRoom && place.isBeforeText && HTML_BLOCK.test(inline)
    return isBlock ? `${inline}\n${continuation(place).trimEnd()}` : inline
  }
  const indent = place.prefix === undefined ? '' : continuation(place)
  const written = lines.map((line, index) => {
    if (line === inner) return index === 0 && line.startsWith(indent) ? line.slice(indent.length) : line
    return index === 0 ? line : `${indent}${line}`.trimEnd()
  })
  const start = place.prefix === undefined ? '\n\n' : ''
  const isOpen = lines.at(-1) === inner || !place.isBeforeText
  const end = isOpen && hasRoom ? '' : `\n${indent.trimEnd()}`
  return `${start}${written.join('\n')}${end}${place.isAtEnd ? '' : '\n'}`
}
