/** Deeper nesting is left to js-yaml. */
const MAX_DEPTH = 8

/**
 * A line: indentation, the dash of a list item, the name of a field, and a value of characters that YAML allows and does not
 * interpret.
 */
const LINE =
  /( *)(- )?(?:((?:[A-Za-z]|_(?!_))[\w.-]*(?: [\w.-]+)*):(?: |(?=\r?\n|\r?$)))? *([ -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]*)(?:\r?\n|\r?$)/uy

const DOUBLE_QUOTED = /^"(?:[^"\\]|\\(?:["\\/bfnrt]|u(?![dD][89a-fA-F])[\da-fA-F]{4}))*"$/
const SINGLE_QUOTED = /^'(?:[^']|'')*'$/
const PLAIN_TEXT = /^(?:[A-Za-z_/(<$^;\u00a1-\uffff]|\d+(?= |[-./:]\d+[-./: ]))(?:[^:#]|:(?! |$)|(?<! )#)*$/
const NUMBER = /^(?:0|-?[1-9]\d{0,14})(?:\.\d{1,10})?$/

/** A value, and a comment after it. */
const WITH_COMMENT = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^"'].*?) +#/

/** An item of a list in a line, with what ends it. */
const ITEM = / *("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^ ,[\]{}"'][^,[\]{}]*?) *([,\]])/y

/** Words that YAML does not read as text in some spelling. */
const KEYWORDS = /^(?:true|false|null)$/i

/** Thrown to leave the text to js-yaml. */
const NOT_IN_SUBSET = new Error('not in the subset')

/**
 * Parses the subset of YAML that most front matter uses: fields, mappings and lists by indentation, values and lists of values
 * on one line, comments.
 *
 * @returns what js-yaml would return; undefined if the text uses anything else, valid or not
 */
export function parseYamlSubset(text: string): Record<string, unknown> | undefined {
  try {
    const reader = new LineReader(text)
    if (reader.atEnd) return undefined
    const fields = reader.mapping(0, 0)
    return reader.atEnd ? fields : undefined
  } catch (error) {
    if (error === NOT_IN_SUBSET) return undefined
    throw error
  }
}

/** Reads line by line; the public fields describe the next line. */
class LineReader {
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

  mapping(indent: number, depth: number): Record<string, unknown> {
    if (depth > MAX_DEPTH) throw NOT_IN_SUBSET
    const fields: Record<string, unknown> = {}
    while (!this.atEnd && this.indent === indent && !this.dash) {
      const { name, value } = this
      if (name === undefined || KEYWORDS.test(name) || Object.hasOwn(fields, name)) throw NOT_IN_SUBSET
      this.#next()
      fields[name] = value === '' ? this.#nested(indent, depth) : parseValue(value)
    }
    return fields
  }

  /** The value of a field that is empty on its own line; a list may be indented like its field. */
  #nested(indent: number, depth: number): unknown {
    if (this.atEnd || this.indent < indent || (this.indent === indent && !this.dash)) return null
    return this.dash ? this.#list(this.indent, depth + 1) : this.mapping(this.indent, depth + 1)
  }

  #list(indent: number, depth: number): unknown[] {
    if (depth > MAX_DEPTH) throw NOT_IN_SUBSET
    const items: unknown[] = []
    while (!this.atEnd && this.indent === indent && this.dash) {
      if (this.name === undefined) {
        items.push(parseValue(this.value))
        this.#next()
      } else {
        this.indent += 2
        this.dash = false
        items.push(this.mapping(this.indent, depth + 1))
      }
    }
    return items
  }

  #next(): void {
    const text = this.#text
    do {
      while (text.charCodeAt(this.#position) === NEWLINE) this.#position++
      if (this.#position >= text.length) {
        this.atEnd = true
        return
      }
      this.#readLine()
    } while (this.value === '' && this.name === undefined && !this.dash)
  }

  #readLine(): void {
    LINE.lastIndex = this.#position
    const line = LINE.exec(this.#text)
    if (!line) throw NOT_IN_SUBSET
    this.#position = LINE.lastIndex
    this.indent = (line[1] as string).length
    this.dash = line[2] !== undefined
    this.name = line[3]
    this.value = withoutComment(line[4] as string)
  }
}

const NEWLINE = 10

function withoutComment(text: string): string {
  if (text.startsWith('#')) return ''
  const value = text.includes(' #') ? (WITH_COMMENT.exec(text)?.[1] ?? text) : text
  return value.endsWith(' ') ? value.replace(/ +$/, '') : value
}

function parseValue(text: string): unknown {
  if (text === '{}') return {}
  return text.startsWith('[') ? parseList(text) : parseScalar(text)
}

function parseList(text: string): unknown[] {
  const items: unknown[] = []
  if (/^\[ *\]$/.test(text)) return items
  ITEM.lastIndex = 1
  for (let end = ','; end === ','; ) {
    const match = ITEM.exec(text)
    if (!match) throw NOT_IN_SUBSET
    items.push(parseScalar(match[1] as string))
    end = match[2] as string
    if (end === ']' && ITEM.lastIndex < text.length) throw NOT_IN_SUBSET
  }
  return items
}

function parseScalar(text: string): unknown {
  if (DOUBLE_QUOTED.test(text)) return text.includes('\\') ? JSON.parse(text) : text.slice(1, -1)
  if (PLAIN_TEXT.test(text)) return KEYWORDS.test(text) ? parseKeyword(text) : text
  if (NUMBER.test(text)) return Number(text)
  if (SINGLE_QUOTED.test(text)) return text.slice(1, -1).replaceAll("''", "'")
  throw NOT_IN_SUBSET
}

function parseKeyword(text: string): boolean | null {
  if (text === 'true') return true
  if (text === 'false') return false
  if (text === 'null') return null
  throw NOT_IN_SUBSET
}
