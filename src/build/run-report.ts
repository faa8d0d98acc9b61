import type { FeedmillError } from '../errors.ts'
import type { Diagnostic } from '../model/diagnostic.ts'

/** What a run found in the corpus. */
export interface CorpusStats {
  /** Articles that are published now. */
  published: number
  /** Articles that say `published: false`. */
  drafts: number
  /** Articles that are dated in the future. */
  scheduled: number
  /** When the next of them becomes due. */
  nextDue?: Date | undefined
  diagnostics: Diagnostic[]
  feeds: number
}

/** What a run found and did. */
export interface RunReport extends CorpusStats {
  /** Why this would not be published without `--force`; only of a dry run, or one that was forced. */
  refusal: FeedmillError | undefined
  /** Paths of documents that are new or have new bytes. */
  changed: string[]
  /** Paths of documents that were removed. */
  removed: string[]
  /** What earlier runs left broken, and this one repaired. */
  recovered: string[]
  /** What failed after the publication, which it does not affect. */
  unfinished: string[]
  /** The generation that was published; undefined when nothing changed. */
  generation: number | undefined
  /** Milliseconds. */
  duration: number
}
