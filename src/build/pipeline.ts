import { createYielder } from '../concurrency/create-yielder.ts'
import type { Config } from '../config.ts'
import { createArticleSource, SourceChanged } from '../corpus/article-source.ts'
import { changingError, loadCorpus } from '../corpus/load-corpus.ts'
import { messageOf } from '../errors.ts'
import { createArticleComposer } from '../feeds/article-composer.ts'
import { selectFeeds } from '../feeds/select-feeds.ts'
import { fileSystem as realFileSystem } from '../file-system.ts'
import { documentOfFeedList, documentsOfFeed } from '../formats/formats.ts'
import { loadAssets } from '../load-assets.ts'
import type { ArticleSource } from '../model/article.ts'
import type { Corpus } from '../model/corpus.ts'
import type { Document } from '../model/document.ts'
import { documentsOfPages } from '../pages/render-pages.ts'
import { checkIdentity } from '../publish/identity-guard.ts'
import { type Publication, planContents } from '../publish/plan.ts'
import { publishDocuments } from '../publish/publish-documents.ts'
import { readPrevious } from '../publish/read-previous.ts'
import { checkShrinkage } from '../publish/shrink-guard.ts'
import type { BuildCache } from './cache/build-cache.ts'
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
  const { store, dryRun, signal } = options
  const work = () => runWithRetry(config, options)
  if (dryRun) return work()
  const { result, recovered } = await store.exclusively(work, { signal })
  return { ...result, recovered: [...recovered, ...result.recovered] }
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
  const { store, now, force, dryRun, repair, memory, changedFiles, signal, onProgress } = options
  const { fileSystem = realFileSystem } = options
  const { contentDir, outDir, timezone: timeZone, maxShrinkPercent } = config
  const { files, isWatched, revision: base, last } = start
  const yieldIfDue = createYielder(signal)
  const { previous, damage, refusal } = await readPrevious(store, { revision: base, force, isTrusted: isWatched })
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
  const { manifest, committed, changed, removed } = await publishDocuments(
    store,
    { documents, contents },
    {
      base,
      previous,
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
  const unfinished = [...(committed?.warnings ?? [])]
  /** What is published stays so, whatever happens afterwards. */
  const afterwards = (work: Promise<void> | undefined) =>
    work?.catch((error: unknown) => void unfinished.push(messageOf(error)))
  if (!dryRun) {
    const revision = committed?.revision ?? base
    if (revision !== undefined) remember(memory, { files, revision, documents, stats }, now())
    await afterwards(options.onPublished?.())
    if (committed) await afterwards(store.prune())
    await saveLast(memory, outDir, fileSystem)
  }
  return {
    ...stats,
    diagnostics,
    refusal: refusal ?? shrinkage,
    changed,
    removed,
    recovered: damage && !dryRun ? [`${damage} was damaged or lost; published again`] : [],
    unfinished,
    generation: committed && manifest.generation,
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
