import type { Config } from '../config.ts'
import { messageOf } from '../errors.ts'
import { fileSystem } from '../file-system.ts'
import type { Assets } from '../load-assets.ts'
import type { PublicationStore } from '../publish/store.ts'
import { BuildCache } from './cache/build-cache.ts'
import { createCollector } from './collect-garbage.ts'
import { generate } from './pipeline.ts'
import type { RunPlan } from './run-plan.ts'
import type { RunReport } from './run-report.ts'
import type { Attempt } from './scheduler.ts'

/** The runs of one process, which share a cache. */
export interface Runner {
  /**
   * Runs once; runs must not overlap.
   *
   * @throws FeedmillError if the run fails
   */
  run: (plan: RunPlan, attempt: Attempt) => Promise<RunReport>
}

export interface RunnerOptions {
  store: PublicationStore
  assets: Assets
  now: () => Date
  /** Called as soon as a run has published, before it cleans up. */
  onPublished: () => Promise<void>
}

export function createRunner(config: Config, { store, assets, now, onPublished }: RunnerOptions): Runner {
  const cache = new BuildCache(config.outDir, { fileSystem, isWatching: config.watch })
  const collectGarbage = createCollector()
  /** Prepares the next run. A failure does not affect what is published. */
  const prepare = async ({ kind }: RunPlan): Promise<void> => {
    await Promise.all([cache.rest(), config.watch ? store.prepare() : undefined])
    collectGarbage({ always: kind === 'full' })
  }
  return {
    run: async (plan, { signal, onProgress }) => {
      const report = await generate(config, {
        plan,
        signal,
        onProgress,
        onWritten: onProgress,
        store,
        now,
        cache,
        assets,
        onPublished,
      })
      await prepare(plan).catch((error: unknown) => void report.unfinished.push(messageOf(error)))
      return report
    },
  }
}
