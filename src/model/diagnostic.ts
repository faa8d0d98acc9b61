/** Something in the corpus that its keeper should mend. */
export interface Problem {
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
  remedy: string
  /** Whether the article is left out of every feed because of it. */
  leftOut: boolean
}
