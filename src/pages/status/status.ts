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
  /** Articles with `published: false`. */
  drafts: number
  /** Articles dated in the future. */
  scheduled: number
  /** Errors and warnings of the last successful run. */
  problems: Problems
  /** The start of the request counts. */
  countedSince: Date
  /** Requests by format, most frequent first. */
  requestsByFormat: readonly Count[]
  /** Requests by feed reader, most frequent first. */
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
  /** Milliseconds; undefined if the run failed. */
  duration?: number
  outcome: 'published' | 'unchanged' | 'failed'
  /** Why the run failed. */
  failure?: Failure
  /** Ids of the changed feeds. */
  changedFeeds: readonly string[]
}

export interface Failure {
  message: string
  /** How to fix it, if known. */
  hint?: string | undefined
  problems: Problems
}

/** Errors and warnings; only the first of many are listed. */
export interface Problems {
  total: number
  /** Articles with errors. */
  skipped: number
  /** Errors first. */
  first: readonly StatusDiagnostic[]
}

/** A diagnostic without its message, which may quote the article. */
export interface StatusDiagnostic {
  file: string
  line?: number
  field?: string
  rule: string
  hint: string
  /** `error`: the article is skipped; `warning`: it is published. */
  severity: Severity
}

export interface Count {
  name: string
  count: number
}
