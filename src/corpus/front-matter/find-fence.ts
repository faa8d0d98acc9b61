import { isWellKnownField } from './header-fields.ts'

/** Front matter between two fences. */
export interface Fence {
  /** As the generators write it: `yaml` between `---`, `toml` between `+++`, `json` between `;;;` or after `---json`. */
  language: 'yaml' | 'toml' | 'json'
  opening: string
  closing: string
  /** What is between the fences. */
  inside: string
  /** Whether the file starts with the fence, which Hexo does not need. */
  isOpened: boolean
}

/** A fence that cannot be used: nothing closes it, or what it encloses is code. */
export type BrokenFence = { unclosed: string } | { code: string }

const OPENING = /^(---|\+\+\+|;;;)[ \t]*(\w*)[ \t]*(?:\r?\n|$)/
const CLOSING = {
  '---': /(?:^|\n)---([^\n]*)/,
  '+++': /(?:^|\n)\+\+\+([^\n]*)/,
  ';;;': /(?:^|\n);;;([^\n]*)/,
}
const DOCUMENT_END = /(?:^|\n)\.\.\.[ \t]*(?:\r?\n|$)/

const LANGUAGES = new Map<string, Fence['language']>([
  ['---', 'yaml'],
  ['+++', 'toml'],
  [';;;', 'json'],
  ['yaml', 'yaml'],
  ['yml', 'yaml'],
  ['toml', 'toml'],
  ['json', 'json'],
])
/** Prose longer than this is not looked at. */
const MAX_LENGTH = 64 * 1024

const CODE = /^(?:js|javascript|ts|typescript|coffee|coffeescript|cson)$/i

/** Finds the fences around the front matter of a file; undefined if it has none, as when it starts with a thematic break. */
export function findFence(text: string): Fence | BrokenFence | undefined {
  return findUsualFence(text) ?? findAnyFence(text)
}

const FIRST_FIELD = /[A-Za-z]\w*:[ \n]/y

/** YAML between two lines of `---`, beginning with a field: nearly all files. */
function findUsualFence(text: string): Fence | undefined {
  if (!text.startsWith('---\n')) return undefined
  FIRST_FIELD.lastIndex = 4
  if (!FIRST_FIELD.test(text)) return undefined
  const end = text.indexOf('\n---', 4)
  const isClosed = end !== -1 && (end + 4 === text.length || text.charCodeAt(end + 4) === NEWLINE)
  if (!isClosed) return undefined
  const inside = text.slice(4, end)
  if (inside.includes('\n...')) return undefined
  return { language: 'yaml', opening: '---', closing: '---', inside, isOpened: true }
}

const NEWLINE = 10

function findAnyFence(text: string): Fence | BrokenFence | undefined {
  const [line, opening, word] = (OPENING.exec(text) ?? []) as [string?, (keyof typeof CLOSING)?, string?]
  if (line === undefined || opening === undefined) return findUnopened(text)
  if (word && CODE.test(word)) return { code: word }
  const language = LANGUAGES.get(word || opening)
  if (!language) return undefined
  const rest = text.slice(line.length)
  const closing = CLOSING[opening].exec(rest)
  const isClosed = closing?.[1]?.trim() === ''
  const fence = { language, opening, isOpened: true }
  if (opening === '---' && !word) {
    const head = closing ? rest.slice(0, closing.index) : rest
    const end = head.includes('...') ? DOCUMENT_END.exec(head) : null
    if (end && !(isClosed && head.slice(end.index).trim() === '...')) {
      const inside = head.slice(0, end.index)
      return inside.includes('\n...') ? { unclosed: opening } : { ...fence, closing: '...', inside }
    }
    if (isThematicBreak(isClosed ? head : rest, isClosed)) return undefined
  }
  return isClosed ? { ...fence, closing: opening, inside: rest.slice(0, closing.index) } : { unclosed: opening }
}

const UNOPENED = /\n(---|;;;)[ \t]*(?:\r?\n|$)/
const JSON_MEMBER = /^\s*"[^"\n]*"\s*:/
const YAML_FIELD = /^[A-Za-z][\w .-]*:(?=\s|$)/
const YAML_LINE = /^(?:[A-Za-z][\w .-]*:(?:\s|$)|[ \t]+\S|- |#)/

/** Fields that only a closing fence separates from the body. Above a single `---`, prose would be a heading. */
function findUnopened(text: string): Fence | undefined {
  if (!YAML_FIELD.test(text) && !JSON_MEMBER.test(text)) return undefined
  const closing = UNOPENED.exec(text)
  if (!closing) return undefined
  const inside = text.slice(0, closing.index)
  if (closing[1] === ';;;') {
    return JSON_MEMBER.test(inside) ? unopened('json', ';;;', inside) : undefined
  }
  const lines = inside.trimEnd().split('\n')
  const names = lines.map((line) => YAML_FIELD.exec(line)?.[0].slice(0, -1))
  const isYaml = lines.every((line) => YAML_LINE.test(line)) && names.some((name) => name && isWellKnownField(name))
  return isYaml ? unopened('yaml', '---', inside) : undefined
}

function unopened(language: Fence['language'], fence: string, inside: string): Fence {
  return { language, opening: fence, closing: fence, inside, isOpened: false }
}

const COMMENT = /^[ \t]*#.*$/gm
const EMPTY_LINE = /\n[ \t]*\r?\n/
const FIELD_LIKE = /^(?:[^\s#>*+-][^:\r\n]*:(?:\s|$)|\{)/m

/** Whether what follows a `---` line is prose, not fields. */
function isThematicBreak(text: string, isClosed: boolean): boolean {
  if (YAML_FIELD.test(text)) return false
  const content = text.slice(0, MAX_LENGTH).replace(COMMENT, '').trim()
  if (content === '') return !isClosed
  const emptyLine = EMPTY_LINE.exec(content)
  if (FIELD_LIKE.test(content.slice(0, emptyLine?.index))) return false
  return !isClosed || emptyLine !== null
}
