import { load, YAMLException } from 'js-yaml'
import { messageOf } from '../../errors.ts'
import type { Diagnostic } from '../../model/diagnostic.ts'
import { diagnostic } from '../../model/rules.ts'
import { repairYaml } from './lenient-yaml.ts'
import { MAX_DEPTH, type Problem, type Reading } from './reading.ts'
import { createLineFinder } from './yaml-locations.ts'
import { parseYamlSubset } from './yaml-subset.ts'

const LIMITS = { maxAliases: 0, maxDepth: MAX_DEPTH }

/**
 * Parses YAML 1.2 strictly: unique keys, no aliases, no custom tags, dates stay strings.
 *
 * @throws YAMLException if the text is not valid YAML or not a mapping
 */
export function parseYaml(text: string): Record<string, unknown> {
  return parseYamlSubset(text) ?? toFields(load(text, LIMITS))
}

/** Parses YAML as {@link parseYaml} does, and what only older readers take with a note of it. */
export function readYaml(text: string): Reading | Problem {
  try {
    return { fields: parseYaml(text), lineOf: lazyLineFinder(text) }
  } catch (error) {
    return readLeniently(text, error) ?? yamlProblem(error)
  }
}

/** Reads a repaired text; of a field that is there twice, the last one counts, as in most readers. */
function readLeniently(text: string, error: unknown): Reading | undefined {
  const repaired = repairYaml(text)
  try {
    const fields = toFields(load(repaired.text, { ...LIMITS, json: true }))
    const { line, message } = repaired.first ?? { line: yamlProblem(error).line, message: 'a field is there twice' }
    const leniency: Problem = { rule: 'front-matter-lenient', line, message: `is read although ${message}` }
    return { fields, lineOf: lazyLineFinder(repaired.text), leniency }
  } catch {
    return undefined
  }
}

function toFields(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new YAMLException('expected fields, each as "name: value"')
  }
  return value as Record<string, unknown>
}

function lazyLineFinder(text: string): Reading['lineOf'] {
  let lineOf: Reading['lineOf'] | undefined
  return (path) => {
    lineOf ??= createLineFinder(text)
    return lineOf(path)
  }
}

function yamlProblem(error: unknown): Problem {
  if (!(error instanceof YAMLException)) return { rule: 'front-matter-yaml', message: messageOf(error) }
  return { rule: 'front-matter-yaml', line: error.mark?.line, message: `is not valid YAML: ${error.reason}` }
}

/** The diagnostic for an error that {@link parseYaml} threw; `firstLine` is the line of the file where the YAML starts. */
export function yamlDiagnostic(file: string, error: unknown, firstLine: number): Diagnostic {
  const { rule, line, message } = yamlProblem(error)
  return diagnostic(rule, { file, line: line === undefined ? undefined : line + firstLine }, message)
}
