import type { z } from 'zod'
import type { Diagnostic } from '../model/diagnostic.ts'
import { diagnostic, type Rule } from '../model/rules.ts'

/** More diagnostics for one file would only repeat the same mistake. */
const MAX_DIAGNOSTICS = 20

/**
 * Turns the issues of a schema into diagnostics, each with the line of its field.
 *
 * @param lineOf finds the line of the file, counted from 1, where the value of a field starts
 */
export function schemaDiagnostics(
  file: string,
  error: z.ZodError,
  lineOf: (path: readonly PropertyKey[]) => number,
): Diagnostic[] {
  return error.issues.slice(0, MAX_DIAGNOSTICS).map((issue) => {
    const where = { file, line: lineOf(issue.path), field: fieldName(issue.path) }
    return diagnostic(ruleOf(issue), where, messageOf(issue))
  })
}

/** In the schemas every field is optional; so an issue that has no rule is a value of the wrong type. */
function ruleOf(issue: z.core.$ZodIssue): Rule {
  return issue.code === 'custom' ? (issue.params?.rule as Rule) : 'field-type'
}

function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'custom') return issue.message
  if (issue.code !== 'invalid_type') return `is invalid: ${issue.message}`
  return `is not ${nouns[issue.expected] ?? issue.expected}`
}

const nouns: Partial<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
}

/** A path in the form `images[0].url`. */
function fieldName(path: readonly PropertyKey[]): string | undefined {
  const name = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('')
  return name.replace(/^\./, '') || undefined
}
