/** Deeper nesting is left to js-yaml. */
const MAX_DEPTH = 8

/**
 * A line: indentation, the dash of a list item, the name of a field, and a value of characters that YAML allows and does not
 * interpret.
 */
const LINE =
  /( *)(- )?(?:([A-Za-z]\w*):(?: |(?=\n|$)))? *([ -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]*)(?:\n|$)/uy

const DOUBLE_QUOTED = /^"(?:[^"\\]|\\["\\/bfnrt])*"$/
const SINGLE_QUOTED = /^'(?:[^']|'')*'$/
const PLAIN_TEXT = /^[A-Za-z\u00a1-\uffff](?:[^:#]|:(?! |$)|(?<! )#)*$/
const WHOLE_NUMBER = /^(?:0|[1-9]\d{0,14})$/
const DATE = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/

/** Words that YAML does not read as text in some spelling. */
const KEYWORDS = /^(?:true|false|null)$/i

/** Thrown to leave the text to js-yaml. */
const NOT_IN_SUBSET = new Error('not in the subset')

/**
 * Parses the subset of YAML that most front matter uses: fields, mappings and lists by indentation, values on one line.
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
      fields[name] = value === '' ? this.#nested(indent, depth) : parseScalar(value)
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
        items.push(parseScalar(this.value))
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
    while (text.charCodeAt(this.#position) === NEWLINE) this.#position++
    if (this.#position >= text.length) {
      this.atEnd = true
      return
    }
    LINE.lastIndex = this.#position
    const line = LINE.exec(text)
    if (!line) throw NOT_IN_SUBSET
    const value = line[4] as string
    this.#position = LINE.lastIndex
    this.indent = (line[1] as string).length
    this.dash = line[2] !== undefined
    this.name = line[3]
    this.value = value.endsWith(' ') ? value.replace(/ +$/, '') : value
  }
}

const NEWLINE = 10

function parseScalar(text: string): unknown {
  if (DOUBLE_QUOTED.test(text)) return text.includes('\\') ? JSON.parse(text) : text.slice(1, -1)
  if (PLAIN_TEXT.test(text)) return KEYWORDS.test(text) ? parseKeyword(text) : text
  if (WHOLE_NUMBER.test(text)) return Number(text)
  if (DATE.test(text)) return text
  if (SINGLE_QUOTED.test(text)) return text.slice(1, -1).replaceAll("''", "'")
  throw NOT_IN_SUBSET
}

function parseKeyword(text: string): boolean | null {
  if (text === 'true') return true
  if (text === 'false') return false
  if (text === 'null') return null
  throw NOT_IN_SUBSET
}
