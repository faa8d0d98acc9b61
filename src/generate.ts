import { createBreather } from './breathe.ts'
import type { Config } from './config.ts'
import { loadCorpus, type Progress } from './corpus/load-corpus.ts'
import type { FeedmillError } from './errors.ts'
import { type SiteOptions, selectFeeds } from './feeds/select-feeds.ts'
import { renderFeed, renderFeedList } from './formats/formats.ts'
import { loadAssets } from './load-assets.ts'
import type { Document, Feed, FeedArticle, Problem } from './model.ts'
import { renderPages } from './pages/render-pages.ts'
import { clearDebris } from './publish/clear-debris.ts'
import { compareIdentity } from './publish/compare-identity.ts'
import { type Disk, disk as realDisk } from './publish/disk.ts'
import { publishedName } from './publish/generations.ts'
import { type Lock, lockOutDir } from './publish/lock.ts'
import { planPublication } from './publish/plan-publication.ts'
import { publicationError } from './publish/publication-error.ts'
import { readPrevious } from './publish/read-previous.ts'
import { refuseShrinkage } from './publish/refuse-shrinkage.ts'
import { writeGeneration } from './publish/write-generation.ts'
import { refreshInterval } from './schedule.ts'

/** How long to wait for another process that writes to the same folder, in milliseconds. */
const PATIENCE = 30_000

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
  /** Why this would not be published without being forced, where it was only tried or was forced. */
  refusal: FeedmillError | undefined
  /** How many feeds there are. */
  feeds: number
  /** Paths of the documents that are new or have new bytes. */
  changed: string[]
  /** Paths of the documents that are gone. */
  removed: string[]
  /** What was found of earlier runs that did not end well, and mended. */
  recovered: string[]
  /** The generation that was written, or undefined where nothing differed. */
  generation: number | undefined
  /** Milliseconds. */
  duration: number
}

export interface RunOptions {
  now: () => Date
  /** Number of this process. */
  pid: number
  /** Publish even if many articles would be lost, or if what is published cannot be read. */
  force?: boolean
  /** Do everything but write. */
  dryRun?: boolean
  /** Publish even if nothing differs, since what is published is damaged. */
  repair?: boolean
  disk?: Disk
  signal?: AbortSignal
  onProgress?: Progress
}

/**
 * One run of the mill, from the folder of articles to the published generation.
 *
 * @throws FeedmillError where the run ends without a publication; what was published before stays
 */
export async function generate(config: Config, options: RunOptions): Promise<RunReport> {
  const { now, pid, dryRun, disk = realDisk, signal } = options
  if (dryRun) return grind(config, options)
  let lock: Lock | undefined
  try {
    lock = await lockOutDir(config.outDir, { disk, pid, now, patience: PATIENCE, signal })
    signal?.addEventListener('abort', lock.release, { once: true })
    const debris = await clearDebris(config.outDir, disk)
    const report = await grind(config, options)
    const recovered = [
      ...(lock.takenFrom ? [`the lock of ${lock.takenFrom}, which did not end it`] : []),
      ...debris.map((path) => `${path}, left by a run that did not end`),
    ]
    return { ...report, recovered: [...recovered, ...report.recovered] }
  } catch (error) {
    throw publicationError(config.outDir, error)
  } finally {
    if (lock) signal?.removeEventListener('abort', lock.release)
    await lock?.release()
  }
}

async function grind(
  config: Config,
  { now, force, dryRun, repair, disk = realDisk, signal, onProgress }: RunOptions,
): Promise<RunReport> {
  const start = performance.now()
  const published = await publishedName(config.outDir, disk)
  const { previous, damage, refusal } = await readPrevious(config.outDir, { disk, force })
  if (refusal && !dryRun) throw refusal
  const corpus = await loadCorpus(config.contentDir, {
    timeZone: config.timezone,
    now,
    isPublished: (path) => previous !== undefined && Object.hasOwn(previous.articles, path),
    signal,
    onProgress,
  })
  const { articles, feeds, hosted, nextDue } = selectFeeds(corpus, siteOf(config), now())
  const documents = await renderDocuments(feeds, hosted, { ...config, signal })
  const publication = { documents, feeds, articles, topics: corpus.topics }
  const plan = planPublication(publication, previous, now())
  const problems = [...corpus.problems, ...compareIdentity(publication, previous)]
  const shrinkage = refuseShrinkage(previous, plan.manifest, { maxShrinkPercent: config.maxShrinkPercent, problems })
  if (shrinkage && !force && !dryRun) throw shrinkage
  signal?.throwIfAborted()
  const rewrite = damage !== undefined || repair
  const isNeeded = (plan.isNeeded || rewrite) && !dryRun
  const generation = isNeeded
    ? await writeGeneration(config.outDir, plan, { disk, published, rewrite, signal })
    : undefined
  return {
    published: articles.length,
    unpublished: corpus.unpublished,
    waiting: corpus.articles.length - articles.length,
    nextDue,
    problems,
    refusal: refusal ?? shrinkage,
    feeds: feeds.length,
    changed: plan.changed,
    removed: plan.removed,
    recovered: damage && !dryRun ? [`${damage}, which was damaged, by publishing it anew`] : [],
    generation,
    duration: performance.now() - start,
  }
}

/** Every document of the publication, letting the server answer requests between them. */
async function renderDocuments(
  feeds: readonly Feed[],
  hosted: readonly FeedArticle[],
  { publicUrl, pageImages, signal }: Pick<Config, 'publicUrl' | 'pageImages'> & { signal: AbortSignal | undefined },
): Promise<Document[]> {
  const documents: Document[] = [renderFeedList(feeds), ...(await loadAssets())]
  const breathe = createBreather(signal)
  for (const rendering of [...feeds.map(renderFeed), renderPages(feeds, hosted, { publicUrl, pageImages })]) {
    for (const document of rendering) {
      documents.push(document)
      await breathe()
    }
  }
  return documents
}

function siteOf(config: Config): SiteOptions {
  return { ...config, refreshInterval: refreshInterval(config.regenerateCron) }
}
