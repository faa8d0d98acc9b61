import { load, YAMLException } from 'js-yaml'
import { MAX_DEPTH, type Problem, type Reading } from './reading.ts'
import { createLineFinder } from './yaml-locations.ts'

/**
 * Parses an object of JSON, whose braces may be missing. What JSON does not allow but YAML does, such as a comma at the end, is
 * read with a note of it.
 */
export function readJson(text: string): Reading | Problem {
  const json = /^\s*\{/.test(text) ? text : `{${text}}`
  const lineOf: Reading['lineOf'] = (path) => findLine(json, path)
  try {
    return { fields: toFields(JSON.parse(json)), lineOf }
  } catch {
    try {
      const fields = toFields(load(withoutTabs(json), { maxAliases: 0, maxDepth: MAX_DEPTH, json: true }))
      return {
        fields,
        lineOf,
        leniency: { rule: 'front-matter-lenient', line: 0, message: 'is read although it is not valid JSON' },
      }
    } catch (error) {
      return jsonProblem(error)
    }
  }
}

function toFields(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new YAMLException('expected an object')
  if (isDeeper(value, MAX_DEPTH)) throw new YAMLException(`it is nested more than ${MAX_DEPTH} levels deep`)
  return value as Record<string, unknown>
}

function isDeeper(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return depth === 0 || Object.values(value).some((item) => isDeeper(item, depth - 1))
}

/** YAML refuses tabs as indentation. */
function withoutTabs(json: string): string {
  return json.replaceAll('\t', ' ')
}

function findLine(json: string, path: readonly PropertyKey[]): number {
  try {
    return createLineFinder(withoutTabs(json))(path)
  } catch {
    return 0
  }
}

function jsonProblem(error: unknown): Problem {
  const { reason, mark } = error as YAMLException
  return { rule: 'front-matter-json', line: mark?.line, message: `is not valid JSON: ${reason}` }
}

/** The end of the object of JSON that a text starts with; undefined if it is not closed. */
export function endOfJsonObject(text: string): number | undefined {
  let depth = 0
  let isQuoted = false
  for (let index = 0; index < text.length; index++) {
    const character = text[index]
    if (isQuoted && character === '\\') index++
    else if (character === '"') isQuoted = !isQuoted
    else if (isQuoted) continue
    else if (character === '{' || character === '[') depth++
    else if ((character === '}' || character === ']') && --depth === 0) return index + 1
  }
  return undefined
}
