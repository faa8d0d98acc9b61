/** How deep groups and lists may lie in each other before the whole parser is asked. */
const MAX_DEPTH = 8

/**
 * One line: its indentation, the dash of a list item, the name of a field, and a value of characters that YAML neither
 * refuses nor gives a meaning to by themselves.
 */
const LINE =
  /( *)(- )?(?:([A-Za-z]\w*):(?: |(?=\n|$)))? *([ -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]*)(?:\n|$)/uy

const DOUBLE_QUOTED = /^"(?:[^"\\]|\\["\\/bfnrt])*"$/
const SINGLE_QUOTED = /^'(?:[^']|'')*'$/
const PLAIN_TEXT = /^[A-Za-z\u00a1-\uffff](?:[^:#]|:(?! |$)|(?<! )#)*$/
const WHOLE_NUMBER = /^(?:0|[1-9]\d{0,14})$/
const DATE = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/

/** Words that YAML takes for something else than text in some spelling. */
const WORDS = /^(?:true|false|null)$/i

/** Is thrown where the text is left to the whole parser. */
const NOT_PLAIN = new Error('not plain')

/**
 * Parses the part of YAML that most front matter is written in: fields, groups and lists by indentation, values that
 * stand on one line.
 *
 * @returns what js-yaml would return, or undefined where the text holds anything else, wrong or right
 */
export function parsePlainYaml(text: string): Record<string, unknown> | undefined {
  try {
    const reader = new Reader(text)
    if (reader.atEnd) return undefined
    const fields = reader.group(0, 0)
    return reader.atEnd ? fields : undefined
  } catch (error) {
    if (error === NOT_PLAIN) return undefined
    throw error
  }
}

/** Reads line by line; the fields tell of the line that comes next. */
class Reader {
  indent = 0
  dash = false
  name: string | undefined
  value = ''
  atEnd = false
  readonly #text: string
  #position = 0

  constructor(text: string) {
    this.#text = text
    this.#next()
  }

  group(indent: number, depth: number): Record<string, unknown> {
    if (depth > MAX_DEPTH) throw NOT_PLAIN
    const fields: Record<string, unknown> = {}
    while (!this.atEnd && this.indent === indent && !this.dash) {
      const { name, value } = this
      if (name === undefined || WORDS.test(name) || Object.hasOwn(fields, name)) throw NOT_PLAIN
      this.#next()
      fields[name] = value === '' ? this.#below(indent, depth) : scalarOf(value)
    }
    return fields
  }

  /** What a field without a value on its line holds; a list may stand as far left as its name. */
  #below(indent: number, depth: number): unknown {
    if (this.atEnd || this.indent < indent || (this.indent === indent && !this.dash)) return null
    return this.dash ? this.#list(this.indent, depth + 1) : this.group(this.indent, depth + 1)
  }

  #list(indent: number, depth: number): unknown[] {
    if (depth > MAX_DEPTH) throw NOT_PLAIN
    const items: unknown[] = []
    while (!this.atEnd && this.indent === indent && this.dash) {
      if (this.name === undefined) {
        items.push(scalarOf(this.value))
        this.#next()
      } else {
        this.indent += 2
        this.dash = false
        items.push(this.group(this.indent, depth + 1))
      }
    }
    return items
  }

  #next(): void {
    const text = this.#text
    while (text.charCodeAt(this.#position) === NEWLINE) this.#position++
    if (this.#position >= text.length) {
      this.atEnd = true
      return
    }
    LINE.lastIndex = this.#position
    const line = LINE.exec(text)
    if (!line) throw NOT_PLAIN
    const value = line[4] as string
    this.#position = LINE.lastIndex
    this.indent = (line[1] as string).length
    this.dash = line[2] !== undefined
    this.name = line[3]
    this.value = value.endsWith(' ') ? value.replace(/ +$/, '') : value
  }
}

const NEWLINE = 10

function scalarOf(text: string): unknown {
  if (DOUBLE_QUOTED.test(text)) return text.includes('\\') ? JSON.parse(text) : text.slice(1, -1)
  if (PLAIN_TEXT.test(text)) return WORDS.test(text) ? wordOf(text) : text
  if (WHOLE_NUMBER.test(text)) return Number(text)
  if (DATE.test(text)) return text
  if (SINGLE_QUOTED.test(text)) return text.slice(1, -1).replaceAll("''", "'")
  throw NOT_PLAIN
}

function wordOf(text: string): boolean | null {
  if (text === 'true') return true
  if (text === 'false') return false
  if (text === 'null') return null
  throw NOT_PLAIN
}
