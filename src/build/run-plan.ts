import type { Progress } from '../corpus/load-corpus.ts'
import type { LoadedProfile } from '../corpus/load-profile.ts'
import type { ScannedFiles } from '../corpus/scan-files.ts'
import type { Assets } from '../load-assets.ts'
import type { PublicationStore } from '../publish/store.ts'
import type { BuildCache } from './cache/build-cache.ts'

/** The scope of a run: everything, or only files that the watcher reported, while readers wait for the result. */
export type RunPlan =
  | {
      kind: 'full'
      /** Publish all documents again, because the current publication is damaged. */
      rewrite?: boolean
    }
  | { kind: 'incremental'; changedFiles: ReadonlySet<string> }

export interface RunOptions {
  /** Where to publish. */
  store: PublicationStore
  now: () => Date
  /** By default `full`. */
  plan?: RunPlan | undefined
  /** The cache of earlier runs of this process. */
  cache?: BuildCache | undefined
  /** The assets of the pages, if this process has loaded them. */
  assets?: Assets | undefined
  /** Publish even if many articles would be removed, or if the current manifest cannot be read. */
  force?: boolean | undefined
  /** Do everything except writing. */
  dryRun?: boolean | undefined
  signal?: AbortSignal | undefined
  onProgress?: Progress | undefined
  /** Called after each document that is rendered and written. */
  onWritten?: (() => void) | undefined
  /** Called as soon as the run has published, before it cleans up. */
  onPublished?: (() => Promise<void>) | undefined
}

/** The options of one attempt, with the last scan of this process, and what is known of the corpus. */
export type AttemptOptions = RunOptions & {
  plan: RunPlan
  cache: BuildCache
  scannedFiles: ScannedFiles | undefined
  site: LoadedProfile
  assets: Assets
}
