/**
 * In a corpus, an article with an `error` is skipped, one with a `warning` is published. In a deployed feed, an `error` costs
 * readers articles.
 */
export type Severity = 'error' | 'warning'

/** Something in the corpus, or in a deployed feed, that its owner should see. */
export interface Diagnostic {
  /** A path; for a deployed feed, a URL. */
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
