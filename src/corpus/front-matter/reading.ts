import type { Rule } from '../../model/rules.ts'

/** The fields of a text. Lines are those of the text, counted from 0. */
export interface Reading {
  fields: Record<string, unknown>
  /** The line where the value of a field starts; for a missing field, of its parent. */
  lineOf: (path: readonly PropertyKey[]) => number
  /** What the text breaks although it was read. */
  leniency?: Problem
}

/** What is wrong with a text, and on which line, counted from 0; without a line, it is the text as a whole. */
export interface Problem {
  rule: Rule
  line?: number
  message: string
}

/** Deeper nesting is refused. */
export const MAX_DEPTH = 20
