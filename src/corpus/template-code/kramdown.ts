import type { Range } from './code-ranges.ts'
import { createCursor, createFinder } from './template-tag.ts'

const EXTENSION = /\{::(comment|nomarkdown|options)(?:\s[^{}\n]{0,500})?\}\n?/g

/** Leaves out the comments and options of kramdown, `{::comment} … {:/comment}`, and the marks around its raw HTML. */
export function expandKramdown(text: string, code: readonly Range[]): string {
  if (!text.includes('{::')) return text
  const codeAt = createCursor(code)
  const findEnd = createFinder(text, '\\{:/(?:comment|nomarkdown)?\\}\\n?')
  const parts: string[] = []
  let position = 0
  for (const { 0: opening, 1: name, index } of text.matchAll(EXTENSION)) {
    if (index < position || codeAt(index)) continue
    const start = index + opening.length
    const ending = /\/\}\n?$/.test(opening) ? { start, end: start } : findEnd(start)
    if (!ending) continue
    parts.push(text.slice(position, index), name === 'nomarkdown' ? text.slice(start, ending.start) : '')
    position = ending.end
  }
  return parts.join('') + text.slice(position)
}
