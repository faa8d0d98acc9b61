import { createBreather } from '../concurrency/create-yielder.ts'
import type { Config } from '../config.ts'
import { createArticleSource, SourceChanged } from '../corpus/article-source.ts'
import { changingError, loadCorpus } from '../corpus/load-corpus.ts'
import { createArticleComposer } from '../feeds/article-composer.ts'
import { selectFeeds } from '../feeds/select-feeds.ts'
import { disk as realDisk } from '../file-system.ts'
import { documentOfFeedList, documentsOfFeed } from '../formats/formats.ts'
import { loadAssets } from '../load-assets.ts'
import type { ArticleSource } from '../model/article.ts'
import type { Corpus } from '../model/corpus.ts'
import type { Document } from '../model/document.ts'
import { documentsOfPages } from '../pages/render-pages.ts'
import { retireGenerations } from '../publish/file-system/prune-generations.ts'
import { readPrevious } from '../publish/file-system/read-previous.ts'
import { whileLocked } from '../publish/file-system/with-lock.ts'
import { writeGeneration } from '../publish/file-system/write-generation.ts'
import { compareIdentity } from '../publish/identity-guard.ts'
import { type Publication, planContents } from '../publish/plan.ts'
import { refuseShrinkage } from '../publish/shrink-guard.ts'
import type { RunMemory } from './cache/build-cache.ts'
import { knownManifest } from './cache/last-run.ts'
import { createRunMemory, recallArticles, remember, saveArticleMemory, saveLast } from './cache/remember.ts'
import { findUnchanged, lookAround, type Start } from './inspect-state.ts'
import type { Found, GrindOptions, RunOptions, RunReport } from './run-report.ts'
import { refreshInterval } from './scheduler.ts'

/** How often a run begins again when files change under its hands. */
const ATTEMPTS = 3

/**
 * One run of the mill, from the folder of articles to the published generation.
 *
 * @throws FeedmillError where the run ends without a publication; what was published before stays
 */
export async function generate(config: Config, options: RunOptions): Promise<RunReport> {
  const { pid, now, dryRun, disk = realDisk, signal } = options
  const work = () => grindAtRest(config, options)
  return dryRun ? work() : whileLocked(config.outDir, { disk, pid, now, signal }, work)
}

/** Grinds, and once more, without hurry, where a file changed between being listed and being published. */
async function grindAtRest(config: Config, options: RunOptions): Promise<RunReport> {
  const memory = options.memory ?? createRunMemory()
  let touched = options.touched
  for (let attempt = 1; ; attempt++) {
    try {
      return await grind(config, { ...options, memory, touched })
    } catch (error) {
      if (!(error instanceof SourceChanged)) throw error
      if (attempt === ATTEMPTS) throw changingError(error.file)
      touched = undefined
    }
  }
}

/** Grinds what changed; where nothing can have changed since the last run, it is over at once. */
async function grind(config: Config, options: GrindOptions): Promise<RunReport> {
  const begin = performance.now()
  const start = await lookAround(config, options)
  const unchanged = await findUnchanged(config, options, start)
  const found = unchanged ?? (await regenerate(config, options, start))
  return { ...found, duration: performance.now() - begin }
}

async function regenerate(config: Config, options: GrindOptions, start: Start): Promise<Found> {
  const { now, force, dryRun, repair, memory, touched, disk = realDisk, signal, onProgress } = options
  const { contentDir, outDir, timezone: timeZone, maxShrinkPercent } = config
  const { files, isWatched, published, last } = start
  const breathe = createBreather(signal)
  const { previous, damage, refusal } = await readPrevious(outDir, {
    disk,
    force,
    known: last && knownManifest(memory, last.generation, last.manifest),
    isTrusted: isWatched,
  })
  if (refusal && !dryRun) throw refusal
  const known = await recallArticles(memory, outDir, { disk, signal })
  memory.saved.articles = false
  const corpus = await loadCorpus(contentDir, {
    timeZone,
    now,
    isPublished: (path) => previous !== undefined && Object.hasOwn(previous.articles, path),
    files,
    touched,
    memory: known,
    signal,
    onProgress,
  })
  await breathe()
  const source = createArticleSource(contentDir, { timeZone, memory: known, now })
  const { documents, publication, nextDue } = await compose(corpus, config, { source, memory, now: now() })
  await breathe()
  const contents = planContents(publication)
  await breathe()
  const rewrite = damage !== undefined || repair === true
  const problems = [...corpus.problems, ...compareIdentity(publication, previous)]
  const shrinkage = refuseShrinkage(previous, contents, { maxShrinkPercent, problems })
  if (shrinkage && !force && !dryRun) throw shrinkage
  await breathe()
  signal?.throwIfAborted()
  const isHurried = touched !== undefined
  // Files that were read are known whatever comes of it, and there is time for it while documents are compressed.
  const saving = dryRun || isHurried ? undefined : saveArticleMemory(memory, outDir, { disk, signal })
  const written = await writeGeneration(
    outDir,
    { documents, contents },
    {
      disk,
      previous,
      published,
      retired: memory.retired,
      isCurrent: ({ path, fingerprint }) => last?.fingerprints.get(path) === fingerprint,
      rewrite,
      isHurried,
      confirm: () => source.confirm(touched ?? []),
      dryRun,
      now: now(),
      signal,
    },
  ).finally(() => saving)
  const { articles, feeds } = publication
  const findings = {
    published: articles.length,
    unpublished: corpus.unpublished,
    waiting: corpus.articles.length - articles.length,
    nextDue,
    feeds: feeds.length,
    problems: corpus.problems,
  }
  if (!dryRun) {
    const generation = written.name ?? published ?? ''
    const run = { files, generation, manifest: written.manifest, documents, findings }
    await remember(memory, outDir, run, { disk, now: now() })
    await options.onPublished?.()
    if (written.name !== undefined) {
      const reusable = rewrite ? undefined : memory.spare
      memory.retired = await retireGenerations(outDir, written.name, { spare: published, reusable, disk })
      memory.spare =
        last && previous && !rewrite
          ? { name: last.generation, manifest: last.manifest, files: previous.files }
          : undefined
    }
    await saveLast(memory, outDir, disk)
  }
  return {
    ...findings,
    problems,
    refusal: refusal ?? shrinkage,
    changed: written.changed,
    removed: written.removed,
    recovered: damage && !dryRun ? [`${damage}, which was damaged, by publishing it anew`] : [],
    generation: written.name === undefined ? undefined : written.manifest.generation,
  }
}

/** What is to be published of a corpus: the documents of every feed, the list of all feeds, the pages for people. */
async function compose(
  corpus: Corpus,
  config: Config,
  { source, memory, now }: { source: ArticleSource; memory: RunMemory; now: Date },
): Promise<{ documents: Document[]; publication: Publication; nextDue: Date | undefined }> {
  const { publicUrl, pageImages } = config
  const { ready, summaries } = memory
  const composer = createArticleComposer(source, { ...corpus, publicUrl, ready, summaries })
  const site = { ...config, refreshInterval: refreshInterval(config.regenerateCron) }
  const { articles, feeds, hosted, nextDue } = selectFeeds(corpus, composer, site, now)
  const assets = await loadAssets()
  const documents = [
    ...feeds.flatMap(documentsOfFeed),
    documentOfFeedList(feeds),
    ...documentsOfPages(feeds, hosted, { publicUrl, pageImages, assets: assets.paths }),
    ...assets.documents,
  ]
  return { documents, publication: { feeds, articles, topics: corpus.topics }, nextDue }
}
