import type { Progress } from '../corpus/load-corpus.ts'
import type { FeedmillError } from '../errors.ts'
import type { FileSystem } from '../file-system.ts'
import type { PublicationStore } from '../publish/store.ts'
import type { BuildCache, CorpusStats } from './cache/build-cache.ts'

/** What a run found and did. */
export interface RunReport extends CorpusStats {
  /** Why this would not be published without being forced, where it was only tried or was forced. */
  refusal: FeedmillError | undefined
  /** Paths of the documents that are new or have new bytes. */
  changed: string[]
  /** Paths of the documents that are gone. */
  removed: string[]
  /** What was found of earlier runs that did not end well, and mended. */
  recovered: string[]
  /** What went wrong once it was published, which takes nothing from it. */
  unfinished: string[]
  /** The generation that was written, or undefined where nothing differed. */
  generation: number | undefined
  /** Milliseconds. */
  duration: number
}

export interface RunOptions {
  /** Where to publish. */
  store: PublicationStore
  now: () => Date
  /** Publish even if many articles would be lost, or if what is published cannot be read. */
  force?: boolean
  /** Do everything but write. */
  dryRun?: boolean
  /** Publish even if nothing differs, since what is published is damaged. */
  repair?: boolean
  /** What earlier runs of this process left for this one. */
  memory?: BuildCache
  /** The only files that may have changed since the last run of this process; readers wait for what they say. */
  changedFiles?: ReadonlySet<string> | undefined
  /** That of the cache. */
  fileSystem?: FileSystem
  signal?: AbortSignal
  onProgress?: Progress
  /** Is told as soon as what was found is published, before old generations are removed. */
  onPublished?: () => Promise<void>
}

/** The same for one attempt, which needs a memory. */
export type AttemptOptions = RunOptions & { memory: BuildCache }

/** What one attempt found and did. */
export type RunResult = Omit<RunReport, 'duration'>
