import { FlowScanner } from './flow-scanner.ts'
import { isWellKnownField } from './header-fields.ts'
import { repairValue } from './repair-value.ts'

/** YAML after repair, with the same lines as before, and the first thing that had to be repaired. */
export interface RepairedYaml {
  text: string
  first?: { line: number; message: string }
}

/** A line: the indentation, the dashes of list items, the name of a field with its colon, and the value. */
const LINE = /^( *)((?:- +)*)((?:"[^"]*"|'[^']*'|[^\s#"'[\]{},&*!|>%@`:-][^\s:]*(?: [^\s:]+){0,3}) *:(?=\s|$))?(.*)$/
const WITHOUT_SPACE = /^([A-Za-z][\w-]*):(?!\/\/)(?=(["'[])|\S)/
const BLOCK_HEADER = /^[|>][+-]?\d?[+-]?\s*(?:#.*)?$/
const CONTROL = /[^\P{Cc}\t\u0085]/gu

/**
 * Repairs what authors write and older readers take, although it is not YAML 1.2: tabs as indentation, values that go on at the
 * margin, values that would have to be quoted, quotes and backslashes within quotes, a missing space after a colon.
 */
export function repairYaml(text: string): RepairedYaml {
  return new Repair(text).run()
}

class Repair {
  readonly #lines: string[]
  #first: RepairedYaml['first']

  constructor(text: string) {
    this.#lines = text.split(/\r\n|\n|\r/)
  }

  run(): RepairedYaml {
    for (let index = 0; index < this.#lines.length; index++) this.#normalize(index)
    for (let index = 0; index < this.#lines.length; ) index = this.#repairEntry(index)
    return { text: this.#lines.join('\n'), first: this.#first }
  }

  #line(index: number): string {
    return this.#lines[index] ?? ''
  }

  #change(index: number, line: string, message: string): void {
    if (this.#line(index) === line) return
    this.#lines[index] = line
    if (!this.#first || index < this.#first.line) this.#first = { line: index, message }
  }

  #normalize(index: number): void {
    this.#change(index, this.#line(index).replace(CONTROL, ''), 'it contains control characters')
    const expanded = this.#line(index).replace(/^[ \t]+/, (blank) => blank.replaceAll('\t', '  '))
    this.#change(index, expanded, 'a line is indented with a tab')
    if (lacksSpace(this.#line(index))) {
      this.#change(index, this.#line(index).replace(':', ': '), 'there is no space after a colon')
    }
  }

  /** Repairs a field or an item of a list, and returns the line after it. */
  #repairEntry(start: number): number {
    const [, indent = '', dashes = '', name = '', rest = ''] = LINE.exec(this.#line(start)) ?? []
    const value = rest.trim()
    if (isComment(value) || (!name && !dashes)) return start + 1
    const depth = indent.length + (name ? dashes.length : 0)
    const end = this.#endOf(start, value, depth)
    if (BLOCK_HEADER.test(value)) return end
    const parts = [value]
    for (let index = start + 1; index < end; index++) {
      const part = this.#line(index).trim()
      parts.push(part)
      if (part && indentOf(this.#line(index)) <= depth) {
        this.#change(index, `${' '.repeat(depth + 1)}${part}`, 'a value goes on at the margin')
      }
    }
    const repaired = repairValue(parts, name !== '')
    if (!repaired) return end
    for (const [offset, part] of repaired.parts.entries()) {
      const line = this.#line(start + offset)
      const head = offset === 0 ? line.slice(0, line.length - rest.length + rest.indexOf(value)) : blankOf(line)
      if (part !== parts[offset]) this.#change(start + offset, head + part, repaired.message)
    }
    return end
  }

  /** The line after a value. One that is not closed takes the rest, as nothing can repair that. */
  #endOf(start: number, value: string, depth: number): number {
    if (BLOCK_HEADER.test(value)) return this.#endOfBlock(start, depth)
    if (!/^["'[{]/.test(value)) return this.#endOfPlain(start, depth)
    const scanner = new FlowScanner()
    for (let index = start; index < this.#lines.length; index++) {
      const line = index === start ? value : this.#line(index)
      if (index > start && isEntry(line, depth, 1)) break
      const closed = scanner.closes(line)
      if (closed === undefined) continue
      return isComment(line.slice(closed)) ? index + 1 : Math.max(index + 1, this.#endOfPlain(start, depth))
    }
    return this.#lines.length
  }

  #endOfBlock(start: number, depth: number): number {
    let end = start + 1
    while (end < this.#lines.length && (this.#line(end).trim() === '' || indentOf(this.#line(end)) > depth)) end++
    return end
  }

  #endOfPlain(start: number, depth: number): number {
    let end = start + 1
    for (let index = end; index < this.#lines.length; index++) {
      const line = this.#line(index)
      if (line.trim() === '') continue
      if (line.trim().startsWith('#') || isEntry(line, depth, 2)) break
      end = index + 1
    }
    return end
  }
}

/** Whether a line is a field or an item at the given depth or above, not text that goes on at the margin. */
function isEntry(line: string, depth: number, maxWords: number): boolean {
  if (indentOf(line) > depth) return false
  const [, , dashes, name] = LINE.exec(line) ?? []
  return Boolean(dashes) || (name !== undefined && name.split(' ').length <= maxWords) || line.trim() === '-'
}

/** Whether there is nothing but a comment. */
function isComment(text: string): boolean {
  return /^\s*(?:#.*)?$/.test(text)
}

/** Whether the colon after the name of a field lacks its space: only where it cannot be something else. */
function lacksSpace(line: string): boolean {
  const [, name, opening] = WITHOUT_SPACE.exec(line) ?? []
  return name !== undefined && (opening !== undefined || isWellKnownField(name))
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length
}

function blankOf(line: string): string {
  return line.slice(0, indentOf(line))
}
