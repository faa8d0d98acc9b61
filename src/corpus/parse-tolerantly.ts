import type { z } from 'zod'
import type { Diagnostic } from '../model/diagnostic.ts'
import { type Locate, schemaDiagnostics } from './schema-diagnostics.ts'

/** A value may have a mistake that shows only after another one is dropped. */
const MAX_PASSES = 4

/** Fields without those that break the schema. */
export interface TolerantResult<Fields> {
  fields: Fields
  /** A warning for each value that was dropped. */
  diagnostics: Diagnostic[]
}

/**
 * Parses fields; a value that breaks the schema costs only that field, or that item of a list.
 *
 * @param schema every field of it must be optional
 * @param values their lists and mappings are modified
 */
export function parseTolerantly<Schema extends z.ZodType>(
  schema: Schema,
  values: Readonly<Record<string, unknown>>,
  locate: Locate,
): TolerantResult<z.output<Schema>> {
  const diagnostics: Diagnostic[] = []
  let kept = values
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    const parsed = schema.safeParse(kept)
    if (parsed.success) return { fields: parsed.data, diagnostics }
    diagnostics.push(...schemaDiagnostics(parsed.error, locate))
    kept = { ...kept }
    for (const { path } of parsed.error.issues) drop(kept, path)
  }
  return { fields: schema.parse({}), diagnostics }
}

/** Removes a value; an item of a list leaves a gap, so that the other items keep their places. */
function drop(values: Record<string, unknown>, path: readonly PropertyKey[]): void {
  const [last] = path.slice(-1)
  let parent: unknown = values
  for (const step of path.slice(0, -1)) parent = (parent as Record<PropertyKey, unknown>)[step]
  if (Array.isArray(parent)) parent[last as number] = undefined
  else if (last !== undefined) delete (parent as Record<PropertyKey, unknown>)[last]
}
