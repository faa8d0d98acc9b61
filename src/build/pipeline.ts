import { createYielder } from '../concurrency/create-yielder.ts'
import type { Config } from '../config.ts'
import { createArticleSource, SourceChanged } from '../corpus/article-source.ts'
import { changingError, loadCorpus } from '../corpus/load-corpus.ts'
import { createArticleComposer } from '../feeds/article-composer.ts'
import { selectFeeds } from '../feeds/select-feeds.ts'
import { fileSystem as realFileSystem } from '../file-system.ts'
import { documentOfFeedList, documentsOfFeed } from '../formats/formats.ts'
import { loadAssets } from '../load-assets.ts'
import type { ArticleSource } from '../model/article.ts'
import type { Corpus } from '../model/corpus.ts'
import type { Document } from '../model/document.ts'
import { documentsOfPages } from '../pages/render-pages.ts'
import { pruneGenerations } from '../publish/file-system/prune-generations.ts'
import { readPrevious } from '../publish/file-system/read-previous.ts'
import { withLock } from '../publish/file-system/with-lock.ts'
import { writeGeneration } from '../publish/file-system/write-generation.ts'
import { checkIdentity } from '../publish/identity-guard.ts'
import { type Publication, planContents } from '../publish/plan.ts'
import { checkShrinkage } from '../publish/shrink-guard.ts'
import type { BuildCache } from './cache/build-cache.ts'
import { knownManifest } from './cache/last-run.ts'
import { createBuildCache, recallArticles, remember, saveLast, saveParsedFiles } from './cache/remember.ts'
import { findUnchanged, inspectState, type RunContext } from './inspect-state.ts'
import type { AttemptOptions, RunOptions, RunReport, RunResult } from './run-report.ts'
import { refreshInterval } from './scheduler.ts'

/** How often a run begins again when files change under its hands. */
const ATTEMPTS = 3

/**
 * One run of the mill, from the folder of articles to the published generation.
 *
 * @throws FeedmillError where the run ends without a publication; what was published before stays
 */
export async function generate(config: Config, options: RunOptions): Promise<RunReport> {
  const { pid, now, dryRun, fileSystem = realFileSystem, signal } = options
  const work = () => runWithRetry(config, options)
  return dryRun ? work() : withLock(config.outDir, { fileSystem, pid, now, signal }, work)
}

/** Grinds, and once more, without hurry, where a file changed between being listed and being published. */
async function runWithRetry(config: Config, options: RunOptions): Promise<RunReport> {
  const memory = options.memory ?? createBuildCache()
  let changedFiles = options.changedFiles
  for (let attempt = 1; ; attempt++) {
    try {
      return await runPipeline(config, { ...options, memory, changedFiles })
    } catch (error) {
      if (!(error instanceof SourceChanged)) throw error
      if (attempt === ATTEMPTS) throw changingError(error.file)
      changedFiles = undefined
    }
  }
}

/** Grinds what changed; where nothing can have changed since the last run, it is over at once. */
async function runPipeline(config: Config, options: AttemptOptions): Promise<RunReport> {
  const begin = performance.now()
  const start = await inspectState(config, options)
  const unchanged = await findUnchanged(config, options, start)
  const found = unchanged ?? (await regenerate(config, options, start))
  return { ...found, duration: performance.now() - begin }
}

async function regenerate(config: Config, options: AttemptOptions, start: RunContext): Promise<RunResult> {
  const { now, force, dryRun, repair, memory, changedFiles, fileSystem = realFileSystem, signal, onProgress } = options
  const { contentDir, outDir, timezone: timeZone, maxShrinkPercent } = config
  const { files, isWatched, published, last } = start
  const yieldIfDue = createYielder(signal)
  const { previous, damage, refusal } = await readPrevious(outDir, {
    fileSystem,
    force,
    known: last && knownManifest(memory, last.generation, last.manifest),
    isTrusted: isWatched,
  })
  if (refusal && !dryRun) throw refusal
  const known = await recallArticles(memory, outDir, { fileSystem, signal })
  memory.saved.articles = false
  const corpus = await loadCorpus(contentDir, {
    timeZone,
    now,
    isPublished: (path) => previous !== undefined && Object.hasOwn(previous.articles, path),
    files,
    changedFiles,
    memory: known,
    signal,
    onProgress,
  })
  await yieldIfDue()
  const source = createArticleSource(contentDir, { timeZone, memory: known, now })
  const { documents, publication, nextDue } = await compose(corpus, config, { source, memory, now: now() })
  await yieldIfDue()
  const contents = planContents(publication)
  await yieldIfDue()
  const rewrite = damage !== undefined || repair === true
  const diagnostics = [...corpus.diagnostics, ...checkIdentity(publication, previous)]
  const shrinkage = checkShrinkage(previous, contents, { maxShrinkPercent, diagnostics })
  if (shrinkage && !force && !dryRun) throw shrinkage
  await yieldIfDue()
  signal?.throwIfAborted()
  const isHurried = changedFiles !== undefined
  // Files that were read are known whatever comes of it, and there is time for it while documents are compressed.
  const saving = dryRun || isHurried ? undefined : saveParsedFiles(memory, outDir, { fileSystem, signal })
  const written = await writeGeneration(
    outDir,
    { documents, contents },
    {
      fileSystem,
      previous,
      published,
      retired: memory.retired,
      isCurrent: ({ path, fingerprint }) => last?.fingerprints.get(path) === fingerprint,
      rewrite,
      isHurried,
      confirm: () => source.confirm(changedFiles ?? []),
      dryRun,
      now: now(),
      signal,
    },
  ).finally(() => saving)
  const { articles, feeds } = publication
  const stats = {
    published: articles.length,
    drafts: corpus.drafts,
    scheduled: corpus.articles.length - articles.length,
    nextDue,
    feeds: feeds.length,
    diagnostics: corpus.diagnostics,
  }
  if (!dryRun) {
    const generation = written.name ?? published ?? ''
    const run = { files, generation, manifest: written.manifest, documents, stats }
    await remember(memory, outDir, run, { fileSystem, now: now() })
    await options.onPublished?.()
    if (written.name !== undefined) {
      const reusable = rewrite ? undefined : memory.spare
      memory.retired = await pruneGenerations(outDir, written.name, { spare: published, reusable, fileSystem })
      memory.spare =
        last && previous && !rewrite
          ? { name: last.generation, manifest: last.manifest, files: previous.files }
          : undefined
    }
    await saveLast(memory, outDir, fileSystem)
  }
  return {
    ...stats,
    diagnostics,
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
  { source, memory, now }: { source: ArticleSource; memory: BuildCache; now: Date },
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
