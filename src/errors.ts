import type { Diagnostic } from './model/diagnostic.ts'

/** Exit statuses of the command: 1 problems found or refused, 2 wrong usage or configuration. */
const exitStatuses = {
  'config-invalid': 2,
  'content-dir-unreadable': 2,
  'topics-invalid': 1,
  'corpus-changing': 1,
  'publication-refused': 1,
  'publication-failed': 1,
  'publication-damaged': 1,
  'publication-locked': 1,
  'port-unavailable': 2,
  unexpected: 1,
} as const

export type ErrorCode = keyof typeof exitStatuses

/** Something that stops a run or the start, told to the person who can mend it. */
export class FeedmillError extends Error {
  override readonly name = 'FeedmillError'
  readonly code: ErrorCode
  /** What to do about it. */
  readonly hint: string
  /** The files at fault, where there are any. */
  readonly diagnostics: readonly Diagnostic[]

  /**
   * @param code stable name of what happened
   * @param message what happened and where, quoting the value
   * @param remedy how to mend it
   */
  constructor(
    code: ErrorCode,
    message: string,
    hint: string,
    { diagnostics = [], cause }: { diagnostics?: readonly Diagnostic[]; cause?: unknown } = {},
  ) {
    super(message, { cause })
    this.code = code
    this.hint = hint
    this.diagnostics = diagnostics
  }

  /** The status with which the command exits. */
  get exitStatus(): 1 | 2 {
    return exitStatuses[this.code]
  }
}

/** The message of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown)
}
