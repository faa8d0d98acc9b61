import type { ParsedFiles } from '../../corpus/parsed-files.ts'
import type { ScannedFiles } from '../../corpus/scan-files.ts'
import type { ReadyArticles } from '../../feeds/article-composer.ts'
import type { PageSummaries } from '../../feeds/page-summary.ts'
import type { Diagnostic } from '../../model/diagnostic.ts'
import type { Revision } from '../../publish/store.ts'

/** What a run found, without what it did. */
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
  /** How many feeds there are. */
  feeds: number
}

/** The last run that ended well, and what was published then. */
export interface LastRun {
  /** The state of all files of the corpus. */
  readonly state: string
  /** When it was. */
  at: Date
  /** What it published, or found published. */
  revision: Revision
  /** The fingerprint of each document by its path. */
  fingerprints: Map<string, string>
  /** What would be found again. */
  stats: CorpusStats
}

/**
 * What is kept from run to run, so that only what changed is done again. All of it may be lost at any time: then it costs
 * time, and nothing else.
 */
export interface BuildCache {
  /** The code and the configuration that it was made with; others make it void. */
  cacheKey: string
  /** Undefined while it is not recalled. */
  articles: ParsedFiles | undefined
  last: LastRun | undefined
  /** What of that is on the disk too. */
  saved: { articles: boolean; last: boolean }
  /** In the process alone: articles that were put into documents last. */
  ready: ReadyArticles
  /** In the process alone: what pages of feeds held. */
  summaries: PageSummaries
  /** In the process alone. */
  files: ScannedFiles | undefined
}
