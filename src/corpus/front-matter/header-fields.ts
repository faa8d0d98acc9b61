import type { Reading } from './reading.ts'

const FIELD = /^([A-Za-z][\w -]*):[ \t]*([^\n]*)$/
const CONTINUATION = /^[ \t]+\S/

/** Fields that hardly any prose begins with; one of them tells fields from a paragraph such as "Note: …". */
const WELL_KNOWN = new Set(
  'author,authors,categories,category,date,layout,modified,permalink,published,slug,tag,tags,title,updated'.split(','),
)

/** Whether it is the name of a field that most articles have. */
export function isWellKnownField(name: string): boolean {
  return WELL_KNOWN.has(name.toLowerCase())
}

/**
 * The header of a file: lines `Key: value` up to the first empty line, as Pelican and MultiMarkdown have them.
 *
 * @returns undefined if the file starts with anything else
 */
export function findHeader(text: string): string | undefined {
  const end = /\r?\n[ \t]*(?:\r?\n|$)/.exec(text)?.index ?? text.length
  const header = text.slice(0, end)
  const lines = header.split(/\r?\n/)
  const names = lines.map((line) => FIELD.exec(line)?.[1])
  const isHeader =
    names[0] !== undefined &&
    lines.every((line, index) => names[index] !== undefined || CONTINUATION.test(line)) &&
    names.some((name) => name !== undefined && isWellKnownField(name))
  return isHeader ? header : undefined
}

/**
 * Reads a header, which is always valid; values are text. Of a key that is there twice the first one counts, as in Pelican;
 * indented lines continue the value.
 */
export function readHeader(header: string): Reading {
  const fields = new Map<string, { value: string; line: number }>()
  let current: { value: string; line: number } | undefined
  for (const [line, text] of header.split(/\r?\n/).entries()) {
    const [, name, value = ''] = FIELD.exec(text) ?? []
    if (name === undefined) {
      if (current) current.value += `\n${text.trim()}`
      continue
    }
    current = { value: value.trim(), line }
    if (!fields.has(name)) fields.set(name, current)
  }
  return {
    fields: Object.fromEntries([...fields].map(([name, { value }]) => [name, value])),
    lineOf: ([name]) => (typeof name === 'string' && fields.get(name)?.line) || 0,
  }
}
