import type { Severity } from '../../model/diagnostic.ts'
import type { Point } from './line-plot.tsx'

/** The health of the service, for operators. It contains no reader's address and no article text. */
export interface Status {
  /** The time of this status. */
  at: Date
  /** The last runs, newest first. */
  runs: readonly StatusRun[]
  /** Articles that the last run published. */
  published: number
  /** Articles that say `published: false`. */
  drafts: number
  /** Articles that are dated in the future. */
  scheduled: number
  /** Errors and warnings of the last successful run. */
  diagnostics: readonly StatusDiagnostic[]
  /** Since when requests are counted. */
  countedSince: Date
  /** Requests for each format, most first. */
  requestsByFormat: readonly Count[]
  /** Requests of each feed reader, most first. */
  requestsByReader: readonly Count[]
  subscribers: readonly Subscribers[]
}

/** The estimated subscribers of a feed. */
export interface Subscribers {
  feed: string
  now: number
  /** The first day with a count. */
  since: Date
  /** Past days, oldest first. */
  points: readonly Point[]
}

export interface StatusRun {
  at: Date
  /** Milliseconds; unknown where it failed. */
  duration?: number
  outcome: 'published' | 'unchanged' | 'failed'
  /** Why it failed. */
  failure?: Failure
  /** Ids of the feeds that it changed. */
  changedFeeds: readonly string[]
}

export interface Failure {
  message: string
  /** What to do about it, where that is known. */
  hint?: string | undefined
  diagnostics: readonly StatusDiagnostic[]
}

/** A problem by its file and rule, without the message, which may quote the article. */
export interface StatusDiagnostic {
  file: string
  line?: number
  field?: string
  rule: string
  hint: string
  /** Whether the article is left out because of it. */
  severity: Severity
}

export interface Count {
  name: string
  count: number
}
