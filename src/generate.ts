import type { Config } from './config.ts'
import { loadCorpus, type Progress } from './corpus/load-corpus.ts'
import { type SiteOptions, selectFeeds } from './feeds/select-feeds.ts'
import { renderFeed, renderFeedList } from './formats/formats.ts'
import type { Problem } from './model.ts'
import { renderPages } from './pages/render-pages.ts'
import { checkShrinkage } from './publish/check-shrinkage.ts'
import { compareIdentity } from './publish/compare-identity.ts'
import { readCurrentManifest } from './publish/manifest.ts'
import { planPublication } from './publish/plan-publication.ts'
import { writeGeneration } from './publish/write-generation.ts'
import { refreshInterval } from './schedule.ts'

/** What a run found and did. */
export interface RunReport {
  /** Articles that are published now. */
  published: number
  /** Articles that say `published: false`. */
  unpublished: number
  /** Articles that are dated in the future. */
  waiting: number
  /** When the next of them becomes due. */
  nextDue: Date | undefined
  problems: Problem[]
  /** How many feeds there are. */
  feeds: number
  /** Paths of the documents that are new or have new bytes. */
  changed: string[]
  /** Paths of the documents that are gone. */
  removed: string[]
  /** The generation that was written, or undefined where nothing differed. */
  generation: number | undefined
  /** Milliseconds. */
  duration: number
}

export interface RunOptions {
  /** Articles dated later wait. */
  now: Date
  /** Publish even if many articles would be lost. */
  force?: boolean
  /** Do everything but write. */
  dryRun?: boolean
  signal?: AbortSignal
  onProgress?: Progress
}

/**
 * One run of the mill, from the folder of articles to the published generation.
 *
 * @throws FeedmillError where the run ends without a publication; what was published before stays
 */
export async function generate(
  config: Config,
  { now, force, dryRun, signal, onProgress }: RunOptions,
): Promise<RunReport> {
  const start = performance.now()
  const previous = readCurrentManifest(config.outDir)
  const corpus = await loadCorpus(config.contentDir, { timeZone: config.timezone, signal, onProgress })
  const { feeds, hosted, nextDue } = selectFeeds(corpus, siteOf(config), now)
  const documents = [
    ...feeds.flatMap(renderFeed),
    renderFeedList(feeds),
    ...renderPages(feeds, hosted, config.publicUrl),
  ]
  const plan = planPublication({ documents, feeds, corpus }, previous, now)
  if (!force) checkShrinkage(previous, plan.manifest, config.maxShrinkPercent)
  signal?.throwIfAborted()
  const generation = plan.isNeeded && !dryRun ? await writeGeneration(config.outDir, plan) : undefined
  const published = feeds[0]?.articleIds.length ?? 0
  return {
    published,
    unpublished: corpus.unpublished,
    waiting: corpus.articles.length - published,
    nextDue,
    problems: [...corpus.problems, ...compareIdentity({ corpus, feeds }, previous)],
    feeds: feeds.length,
    changed: plan.changed,
    removed: plan.removed,
    generation,
    duration: performance.now() - start,
  }
}

function siteOf(config: Config): SiteOptions {
  return { ...config, refreshInterval: refreshInterval(config.regenerateCron) }
}
