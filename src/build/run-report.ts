import type { FeedmillError } from '../errors.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { IgnoredReason } from '../model/ignored-reason.ts'

/** The statistics and diagnostics of the corpus. */
export interface CorpusStats {
  /** Files that could be articles. */
  files: number
  /** Published articles. */
  published: number
  /** The number of files that are no articles, by reason. */
  ignored: Partial<Record<IgnoredReason, number>>
  /** One line about the site that the articles belong to; empty if nothing is known. */
  understood: string
  /** Articles dated in the future. */
  scheduled: number
  /** Articles that have left the feeds. */
  expired: number
  /** When the next article becomes due or expires. */
  nextDue?: Date | undefined
  diagnostics: Diagnostic[]
  feeds: number
}

/** The result of a run. */
export interface RunReport extends CorpusStats {
  /** Why this would not be published without `--force`; only for dry and forced runs. */
  refusal: FeedmillError | undefined
  /** Paths of documents that are new or have new bytes. */
  changed: string[]
  /** Paths of documents that were removed. */
  removed: string[]
  /** Damage from earlier runs that this run repaired. */
  recovered: string[]
  /** Failures after the publication, which do not affect it. */
  unfinished: string[]
  /** The published generation; undefined if nothing was published. */
  generation: number | undefined
  /** Milliseconds. */
  duration: number
}
