import { parse, TomlDate, TomlError } from 'smol-toml'
import { messageOf } from '../../errors.ts'
import { MAX_DEPTH, type Problem, type Reading } from './reading.ts'

/** Parses TOML 1.0; dates become RFC 3339 text, and integers that JavaScript cannot hold become text. */
export function readToml(text: string): Reading | Problem {
  try {
    const table = parse(text.trimEnd(), { maxDepth: MAX_DEPTH, integersAsBigInt: 'asNeeded' })
    return { fields: toPlain(table, MAX_DEPTH) as Record<string, unknown>, lineOf: (path) => findLine(text, path) }
  } catch (error) {
    return tomlProblem(error)
  }
}

/** @throws Error if the value is nested too deeply, which dotted keys allow */
function toPlain(value: unknown, depth: number): unknown {
  if (value instanceof TomlDate) return value.toISOString()
  if (typeof value === 'bigint') return String(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth === 0) throw new Error(`it is nested more than ${MAX_DEPTH} levels deep`)
  if (Array.isArray(value)) return value.map((item) => toPlain(item, depth - 1))
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, toPlain(item, depth - 1)]))
}

function tomlProblem(error: unknown): Problem {
  const [reason = ''] = messageOf(error).replace('Invalid TOML document: ', '').split('\n')
  const line = error instanceof TomlError ? error.line - 1 : undefined
  return { rule: 'front-matter-toml', line, message: `is not valid TOML: ${reason}` }
}

const TABLE = /^\s*(\[\[?)([^\]]+)\]/
const KEY = /^\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=/
const KEY_PARTS = /[\w-]+|"[^"]*"|'[^']*'/g

/** The line of the table or key that is nearest to a path. It reads lines only, so a multi-line text may confuse it. */
function findLine(text: string, path: readonly PropertyKey[]): number {
  let [table, nearest, line]: [PropertyKey[], number, number] = [[], 0, 0]
  const counts = new Map<string, number>()
  for (const [index, source] of text.split('\n').entries()) {
    const [, bracket, name] = TABLE.exec(source) ?? []
    const key = bracket ? undefined : KEY.exec(source)?.[1]
    if (!name && !key) continue
    if (name) {
      const count = counts.get(name) ?? 0
      counts.set(name, count + 1)
      table = bracket === '[[' ? [...partsOf(name), count] : partsOf(name)
    }
    const found = key ? [...table, ...partsOf(key)] : table
    if (found.length <= nearest || !found.every((step, depth) => step === path[depth])) continue
    nearest = found.length
    line = index
  }
  return line
}

function partsOf(key: string): string[] {
  return (key.match(KEY_PARTS) ?? []).map((part) => part.replace(/^["']|["']$/g, ''))
}
