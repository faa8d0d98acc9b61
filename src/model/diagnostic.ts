/** An `error` skips the article; a `warning` publishes it all the same. */
export type Severity = 'error' | 'warning'

/** Something in the corpus that its owner should see. */
export interface Diagnostic {
  file: string
  /** Line in the file, counted from 1. */
  line?: number
  /** The field as a path, such as `images[0].url`. */
  field?: string
  /** Stable name of the rule that is broken. */
  rule: string
  /** What is wrong, quoting the value. */
  message: string
  /** What to do about it. */
  hint: string
  severity: Severity
}
