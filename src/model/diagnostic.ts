/** With an `error`, the article is skipped; with a `warning`, it is published. */
export type Severity = 'error' | 'warning'

/** Something in the corpus that its owner should see. */
export interface Diagnostic {
  file: string
  /** Line in the file, counted from 1. */
  line?: number
  /** Path of the field, such as `images[0].url`. */
  field?: string
  /** Stable name of the broken rule. */
  rule: string
  /** What is wrong, with the value in quotes. */
  message: string
  /** How to fix it. */
  hint: string
  severity: Severity
}
