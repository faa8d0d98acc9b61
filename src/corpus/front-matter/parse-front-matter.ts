import matter from 'gray-matter'
import type { Diagnostic } from '../../model/diagnostic.ts'
import { diagnostic } from '../../model/rules.ts'
import type { SourceFile } from '../source-file.ts'
import { type BrokenFence, type Fence, findFence } from './find-fence.ts'
import { findHeader, readHeader } from './header-fields.ts'
import { endOfJsonObject, readJson } from './parse-json.ts'
import { readToml } from './parse-toml.ts'
import { readYaml } from './parse-yaml.ts'
import type { Problem, Reading } from './reading.ts'

const MAX_BYTES = 64 * 1024

/** How a file begins that is meant to have front matter of JSON, not a shortcode or an expression. */
const JSON_OBJECT = /^\{(?:\s*"[^"\n]*"\s*:|[ \t]*\r?\n|\})/

/** The fields and the body of a file. */
export interface FrontMatter {
  /** A `header` is lines of `Key: value` above the first empty line. */
  kind: 'yaml' | 'toml' | 'json' | 'header' | 'none'
  /** Plain data as the author wrote it; dates are text. */
  fields: Record<string, unknown>
  body: string
  /** The line of the file, counted from 1, where the value of a field starts; for a missing field, of its parent. */
  lineOf: (path: readonly PropertyKey[]) => number
  /** What was read although it is not valid. */
  warnings: Diagnostic[]
}

const readers = { yaml: readYaml, toml: readToml, json: readJson }

/**
 * Splits a file into front matter and body. Nothing is ever evaluated.
 *
 * Rejects what gray-matter must not see: it would run `---js` as code, accept an unclosed fence and take seconds for a long run
 * of blank lines.
 */
export function parseFrontMatter({ path: file, text }: SourceFile): FrontMatter | Diagnostic {
  const fence = findFence(text)
  if (fence && !('language' in fence)) return brokenFence(file, fence)
  if (fence) return parseBlock(file, fence.inside, () => readFenced(text, fence))
  if (JSON_OBJECT.test(text)) {
    const end = endOfJsonObject(text)
    if (end === undefined) return unclosed(file, '}')
    return parseBlock(file, text.slice(0, end), (json) => ({
      kind: 'json',
      reading: readJson(json),
      body: text.slice(end).replace(/^[ \t]*\r?\n/, ''),
      firstLine: 1,
    }))
  }
  const header = findHeader(text)
  if (header !== undefined) {
    return parseBlock(file, header, () => ({
      kind: 'header',
      reading: readHeader(header),
      body: text.slice(header.length).replace(/^\r?\n[ \t]*(?:\r?\n)?/, ''),
      firstLine: 1,
    }))
  }
  return { kind: 'none', fields: {}, body: text, lineOf: () => 1, warnings: [] }
}

/** Front matter as it was read; its first line is one of the file, counted from 1. */
interface Block {
  kind: FrontMatter['kind']
  reading: Reading | Problem
  body: string
  firstLine: number
}

function parseBlock(file: string, text: string, read: (text: string) => Block): FrontMatter | Diagnostic {
  if (Buffer.byteLength(text) > MAX_BYTES) {
    return diagnostic('front-matter-too-large', { file, line: 1 }, 'has more than 64 KiB of front matter')
  }
  if (hasLongBlank(text)) {
    return diagnostic(
      'front-matter-blank',
      { file, line: 1 },
      'has more than 255 whitespace characters in a row in its front matter',
    )
  }
  const { kind, reading, body, firstLine } = read(text)
  const toDiagnostic = ({ rule, line, message }: Problem, severity: Diagnostic['severity']) =>
    diagnostic(rule, { file, line: line === undefined ? undefined : Math.max(line + firstLine, 1) }, message, {
      severity,
    })
  if ('rule' in reading) return toDiagnostic(reading, 'error')
  const { fields, lineOf, leniency } = reading
  return {
    kind,
    fields,
    body,
    lineOf: (path) => Math.max(lineOf(path) + firstLine, 1),
    warnings: leniency ? [toDiagnostic(leniency, 'warning')] : [],
  }
}

/** Lets gray-matter split the file, which gives the reader the text from the end of the opening line on. */
function readFenced(text: string, { language, opening, closing, isOpened }: Fence): Block {
  let reading: Reading | Problem = { fields: {}, lineOf: () => 0 }
  const engine = {
    parse: (block: string) => {
      reading = readers[language](block)
      return 'fields' in reading ? reading.fields : {}
    },
  }
  const { content } = matter(isOpened ? text : `${opening}\n${text}`, {
    language,
    delimiters: [opening, closing],
    engines: { yaml: engine, toml: engine, json: engine, javascript: { parse: refuse } },
  })
  return { kind: language, reading, body: content, firstLine: isOpened ? 1 : 0 }
}

const refuse = (): never => {
  throw new Error('no code is run')
}

/** Whether there are 256 blanks in a row. Then some aligned block of 128 is blank, which is quick to rule out. */
function hasLongBlank(text: string): boolean {
  for (let index = 0; index < text.length; index += 128) {
    if (text.slice(index, index + 128).trim() === '') return /\s{256}/.test(text)
  }
  return false
}

function brokenFence(file: string, fence: BrokenFence): Diagnostic {
  if ('unclosed' in fence) return unclosed(file, fence.unclosed)
  return diagnostic('front-matter-code', { file, line: 1 }, `has front matter that is code ("${fence.code}")`)
}

function unclosed(file: string, closing: string): Diagnostic {
  const end = closing === '}' ? '"}"' : `"${closing}" line`
  return diagnostic('front-matter-unclosed', { file, line: 1 }, `has front matter without a closing ${end}`)
}
