import type { Progress } from '../corpus/load-corpus.ts'
import type { PublicationStore } from '../publish/store.ts'
import type { BuildCache } from './cache/build-cache.ts'

/** What a run looks at: everything, or only the files that the watcher reported, while readers wait for the result. */
export type RunPlan =
  | {
      kind: 'full'
      /** Publishes every document again, since what is published is damaged. */
      rewrite?: boolean
    }
  | { kind: 'incremental'; changedFiles: ReadonlySet<string> }

export interface RunOptions {
  /** Where to publish. */
  store: PublicationStore
  now: () => Date
  /** By default `full`. */
  plan?: RunPlan | undefined
  /** What earlier runs of this process left for this one. */
  cache?: BuildCache | undefined
  /** Publishes even if many articles would be lost, or if the published manifest cannot be read. */
  force?: boolean | undefined
  /** Does everything but write. */
  dryRun?: boolean | undefined
  signal?: AbortSignal | undefined
  onProgress?: Progress | undefined
  /** Called as soon as the run has published, before it cleans up. */
  onPublished?: (() => Promise<void>) | undefined
}

/** The options of one attempt. */
export type AttemptOptions = RunOptions & { plan: RunPlan; cache: BuildCache }
