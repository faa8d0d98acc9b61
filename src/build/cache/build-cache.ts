import type { ParsedFiles } from '../../corpus/parsed-files.ts'
import type { ScannedFiles } from '../../corpus/scan-files.ts'
import type { ReadyArticles } from '../../feeds/article-composer.ts'
import type { PageSummaries } from '../../feeds/page-summary.ts'
import type { FileStat } from '../../file-system.ts'
import type { Diagnostic } from '../../model/diagnostic.ts'
import type { Retired } from '../../publish/file-system/generations.ts'
import type { KnownGeneration } from '../../publish/file-system/prune-generations.ts'
import type { FileSize } from '../../publish/file-system/verify-sizes.ts'
import type { Manifest } from '../../publish/manifest.ts'

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
  /** The folder name of the generation. */
  generation: string
  /** The state of its manifest. */
  manifest: FileStat
  /** Path and size in bytes of every file of the generation. */
  files: FileSize[]
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
  /** In the process alone: the manifest of the last run. */
  manifest: Manifest | undefined
  /** In the process alone: what the generation before the published one holds. */
  spare: KnownGeneration | undefined
  /** In the process alone: a generation whose folder the next one may take. */
  retired: Retired | undefined
}
