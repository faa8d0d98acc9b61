import type { Diagnostic } from './model/diagnostic.ts'

/** Every error code with the exit status of the command: 1 failed or refused, 2 invalid configuration. */
const exitStatuses = {
  /** An environment variable or the .env file is invalid. */
  'config-invalid': 2,
  /** `feedmill.yaml` in CONTENT_DIR is invalid. */
  'corpus-settings-invalid': 2,
  /** CONTENT_DIR cannot be read. */
  'content-dir-unreadable': 2,
  /** feedmill.yaml is already there, or cannot be written. */
  'settings-not-written': 1,
  /** Nothing in CONTENT_DIR is understood as an article. */
  'corpus-not-understood': 1,
  /** The feed to compare with cannot be read, or is no feed. */
  'feed-unreadable': 2,
  /** A file that must not be left out is still being written. */
  'corpus-changing': 1,
  /** Too many articles would be removed at once, or would be new to subscribers. */
  'publication-refused': 1,
  /** The new generation could not be written. */
  'publication-failed': 1,
  /** Another process has published in the meantime, so that the run must start again. */
  'publication-conflict': 1,
  /** The published generation is corrupt. */
  'publication-damaged': 1,
  /** The bucket cannot be read or written. */
  'bucket-unavailable': 1,
  /** The bucket does not keep concurrent publishers apart. */
  'bucket-unsafe': 1,
  /** Another process is writing to OUT_DIR. */
  'publication-locked': 1,
  /** The server cannot listen on the configured address. */
  'port-unavailable': 2,
  /** A bug in Feedmill. */
  unexpected: 1,
} as const

export type ErrorCode = keyof typeof exitStatuses

/** Stops a run or the startup; addressed to the person who can fix it. */
export class FeedmillError extends Error {
  override readonly name = 'FeedmillError'
  readonly code: ErrorCode
  /** How to fix it. */
  readonly hint: string
  /** The errors and warnings that led to it, if any. */
  readonly diagnostics: readonly Diagnostic[]

  /**
   * @param message what happened and where, with the value in quotes
   * @param hint how to fix it
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

  /** The exit status of the command. */
  get exitStatus(): 1 | 2 {
    return exitStatuses[this.code]
  }
}

/** The message of a thrown value, which need not be an `Error`. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown)
}
