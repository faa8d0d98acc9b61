import type { z } from 'zod'
import type { Diagnostic } from '../model/diagnostic.ts'
import { diagnostic, type Rule } from '../model/rules.ts'

/** More diagnostics for one file would only repeat the same mistake. */
const MAX_DIAGNOSTICS = 20

/** Finds the file, the line and the author's name of a field by its path. */
export type Locate = (path: readonly PropertyKey[]) => Pick<Diagnostic, 'file' | 'line' | 'field'>

/** Turns the issues of a schema into warnings, each at the place that `locate` finds for its path. */
export function schemaDiagnostics({ issues }: z.ZodError, locate: Locate): Diagnostic[] {
  return issues
    .slice(0, MAX_DIAGNOSTICS)
    .map((issue) => diagnostic(ruleOf(issue), locate(issue.path), messageOf(issue), { severity: 'warning' }))
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
export function formatPath(path: readonly PropertyKey[]): string {
  const name = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('')
  return name.replace(/^\./, '')
}
