import { join } from 'node:path'
import { createBreather } from './breathe.ts'
import type { Config } from './config.ts'
import { createArticleSource, SourceChanged } from './corpus/article-source.ts'
import { changingError, loadCorpus } from './corpus/load-corpus.ts'
import { stampFiles } from './corpus/stamp-files.ts'
import { createArticleComposer } from './feeds/article-composer.ts'
import { selectFeeds } from './feeds/select-feeds.ts'
import { documentOfFeedList, documentsOfFeed } from './formats/formats.ts'
import { loadAssets } from './load-assets.ts'
import { isStillTrue, knownManifest, stillPublished } from './memory/last-run.ts'
import {
  createRunMemory,
  recallArticles,
  recallLastRun,
  remember,
  saveArticleMemory,
  saveLast,
} from './memory/remember.ts'
import type { RunMemory } from './memory/run-memory.ts'
import type { ArticleSource, Corpus, Document } from './model.ts'
import { documentsOfPages } from './pages/render-pages.ts'
import { clearDebris } from './publish/clear-debris.ts'
import { compareIdentity } from './publish/compare-identity.ts'
import { disk as realDisk } from './publish/disk.ts'
import { findDamage } from './publish/find-damage.ts'
import { publishedName } from './publish/generations.ts'
import { type Lock, lockOutDir } from './publish/lock.ts'
import { type Publication, planContents } from './publish/plan-publication.ts'
import { publicationError } from './publish/publication-error.ts'
import { readPrevious } from './publish/read-previous.ts'
import { refuseShrinkage } from './publish/refuse-shrinkage.ts'
import { retireGenerations } from './publish/retire-generations.ts'
import { writeGeneration } from './publish/write-generation.ts'
import type { RunOptions, RunReport } from './run.ts'
import { refreshInterval } from './schedule.ts'

/** How long to wait for another process that writes to the same folder, in milliseconds. */
const PATIENCE = 30_000

/** How often a run begins again when files change under its hands. */
const ATTEMPTS = 3

/**
 * One run of the mill, from the folder of articles to the published generation.
 *
 * @throws FeedmillError where the run ends without a publication; what was published before stays
 */
export async function generate(config: Config, options: RunOptions): Promise<RunReport> {
  const { now, pid, dryRun, disk = realDisk, signal } = options
  if (dryRun) return grindAtRest(config, options)
  let lock: Lock | undefined
  try {
    lock = await lockOutDir(config.outDir, { disk, pid, now, patience: PATIENCE, signal })
    signal?.addEventListener('abort', lock.release, { once: true })
    const debris = await clearDebris(config.outDir, disk)
    const report = await grindAtRest(config, options)
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

async function grind(config: Config, options: RunOptions & { memory: RunMemory }): Promise<RunReport> {
  const { now, force, dryRun, repair, memory, touched, disk = realDisk, signal, onProgress, onPublished } = options
  const start = performance.now()
  const breathe = createBreather(signal)
  const { contentDir, outDir } = config
  const published = await publishedName(outDir, disk)
  await recallLastRun(memory, config, disk)
  const known = touched && memory.files && { files: memory.files, touched }
  const files = await stampFiles(contentDir, { known, signal })
  const isWanted = force || repair
  const isHurried = touched !== undefined
  const last = await stillPublished(memory.last, outDir, { published, disk })
  const isSame = last && !isWanted && !isHurried && isStillTrue(last, files.state, now())
  if (isSame && !(await findDamage(join(outDir, 'current'), last.files, disk))) {
    memory.files = files
    if (!dryRun) {
      await saveArticleMemory(memory, outDir, { disk, signal })
      await saveLast(memory, outDir, disk)
    }
    return { ...last.findings, ...NOTHING_NEW, duration: performance.now() - start }
  }
  const { previous, damage, refusal } = await readPrevious(outDir, {
    disk,
    force,
    known: last && knownManifest(memory, last.generation),
    isTrusted: known !== undefined,
  })
  if (refusal && !dryRun) throw refusal
  const articleMemory = await recallArticles(memory, outDir, { disk, signal })
  memory.saved.articles = false
  const corpus = await loadCorpus(contentDir, {
    timeZone: config.timezone,
    now,
    isPublished: (path) => previous !== undefined && Object.hasOwn(previous.articles, path),
    files,
    touched,
    memory: articleMemory,
    signal,
    onProgress,
  })
  await breathe()
  const source = createArticleSource(contentDir, { timeZone: config.timezone, memory: articleMemory, now })
  const { documents, publication, nextDue } = await compose(corpus, config, { source, memory, now: now() })
  await breathe()
  const contents = planContents(publication)
  await breathe()
  const rewrite = damage !== undefined || repair === true
  const problems = [...corpus.problems, ...compareIdentity(publication, previous)]
  const shrinkage = refuseShrinkage(previous, contents, { maxShrinkPercent: config.maxShrinkPercent, problems })
  if (shrinkage && !force && !dryRun) throw shrinkage
  await breathe()
  signal?.throwIfAborted()
  // Files that were read are known whatever comes of it, and there is time for it while documents are compressed.
  const saving = dryRun || isHurried ? undefined : saveArticleMemory(memory, outDir, { disk, signal })
  const { manifest, name, changed, removed } = await writeGeneration(
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
  }
  if (!dryRun) {
    const generation = name ?? published ?? ''
    const run = { files, generation, manifest, documents, findings: { ...findings, problems: corpus.problems } }
    await remember(memory, outDir, run, { disk, now: now() })
    await onPublished?.()
    if (name !== undefined) {
      const reusable = rewrite ? undefined : memory.spare
      memory.retired = await retireGenerations(outDir, name, { spare: published, reusable, disk })
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
    changed,
    removed,
    recovered: damage && !dryRun ? [`${damage}, which was damaged, by publishing it anew`] : [],
    generation: name === undefined ? undefined : manifest.generation,
    duration: performance.now() - start,
  }
}

const NOTHING_NEW = { refusal: undefined, changed: [], removed: [], recovered: [], generation: undefined }

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
