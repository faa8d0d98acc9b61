import { tmpdir } from 'node:os'
import { createYielder } from '../concurrency/create-yielder.ts'
import { pause } from '../concurrency/pause.ts'
import type { Config } from '../config.ts'
import { SourceChanged } from '../corpus/article-source.ts'
import { checkUnderstood } from '../corpus/check-understood.ts'
import { changingError } from '../corpus/load-corpus.ts'
import { loadProfile } from '../corpus/load-profile.ts'
import { messageOf } from '../errors.ts'
import { fileSystem } from '../file-system.ts'
import { loadAssets } from '../load-assets.ts'
import type { ArticleContent } from '../model/composed-article.ts'
import { documentsOfRedirects } from '../pages/redirect-documents.ts'
import { checkConfiguration } from '../publish/configuration-guard.ts'
import { findLargeDocuments } from '../publish/find-large-documents.ts'
import { findOlderArticles } from '../publish/find-older-articles.ts'
import { checkIdentity } from '../publish/identity-guard.ts'
import { planContents } from '../publish/plan.ts'
import { isConflict, publishDocuments } from '../publish/publish-documents.ts'
import { readKnown, readPrevious } from '../publish/read-previous.ts'
import { checkShrinkage, planPeaks } from '../publish/shrink-guard.ts'
import { createArticleLoader } from './article-loader.ts'
import { BuildCache } from './cache/build-cache.ts'
import { completeSite } from './complete-site.ts'
import { composeOptionsOf } from './compose-options.ts'
import { corpusStats } from './corpus-stats.ts'
import { findUnchanged, inspectState, type RunContext, type RunResult } from './inspect-state.ts'
import { loadPublishedContents } from './load-published-contents.ts'
import { createParsedContents, type ParsedContents } from './parsed-contents.ts'
import { planDocuments } from './plan-documents.ts'
import { readCorpus } from './read-corpus.ts'
import type { AttemptOptions, RunOptions, RunPlan } from './run-plan.ts'
import type { RunReport } from './run-report.ts'

/** How often a run starts again when files change while it reads them. */
const MAX_ATTEMPTS = 3

/** How often a run starts again when another process publishes, and the longest pause before it, which doubles each time. */
const MAX_CONFLICTS = 8
const CONFLICT_PAUSE_MS = 250

/**
 * Runs once, from the folder of articles to the publication.
 *
 * @throws FeedmillError if the run fails; the previous publication stays in service
 */
export async function generate(config: Config, options: RunOptions): Promise<RunReport> {
  const { store, cache = new BuildCache(config.outDir, { fileSystem }), dryRun, signal } = options
  // Taken at once: whatever makes this run fail, the next one scans all files.
  const scannedFiles = cache.takeScannedFiles()
  const { plan: requested = { kind: 'full' } } = options
  const plan: RunPlan = requested.kind === 'incremental' && !scannedFiles ? { kind: 'full' } : requested
  const run = async () => {
    const site = await loadProfile(config.contentDir, { timeZone: config.timezone, now: options.now })
    const { assets = await loadAssets(config.siteIcon) } = options
    await cache.open(config, site, assets)
    return runWithRetry(config, { ...options, cache, plan, scannedFiles, site, assets })
  }
  if (dryRun) return run()
  const { result, recovered, unfinished } = await store.exclusively(run, { signal })
  const site = await completeSite(config, options)
  return {
    ...result,
    recovered: [...recovered, ...result.recovered, ...site.recovered],
    unfinished: [...unfinished, ...result.unfinished, ...site.unfinished],
  }
}

/**
 * Runs again, and in full, when a file changed after it was scanned, or when another process published: then from what that
 * published, and after a pause of random length, so that those who lost do not meet again.
 */
async function runWithRetry(config: Config, options: AttemptOptions): Promise<RunReport> {
  let { plan } = options
  let attempts = 0
  let conflicts = 0
  for (;;) {
    try {
      return await runPipeline(config, { ...options, plan })
    } catch (error) {
      if (error instanceof SourceChanged) {
        if (++attempts === MAX_ATTEMPTS) throw changingError(error.file)
      } else if (isConflict(error) && conflicts < MAX_CONFLICTS) {
        await pause(Math.random() * CONFLICT_PAUSE_MS * 2 ** conflicts++, options.signal)
        options.signal?.throwIfAborted()
      } else throw error
      if (plan.kind === 'incremental') plan = { kind: 'full' }
    }
  }
}

async function runPipeline(config: Config, options: AttemptOptions): Promise<RunReport> {
  const start = performance.now()
  const context = await inspectState(config, options)
  const parsed = createParsedContents(options.dryRun ? tmpdir() : options.cache.folder)
  try {
    const result =
      (await findUnchanged(config.contentDir, context, options)) ??
      (await rebuild(config, options, { ...context, parsed }))
    return { ...result, duration: performance.now() - start }
  } finally {
    parsed.close()
  }
}

/** Reads what changed, plans all documents, and publishes those that differ. */
async function rebuild(
  config: Config,
  options: AttemptOptions,
  context: RunContext & { parsed: ParsedContents },
): Promise<RunResult> {
  const { store, cache, plan, site, assets, now, force, dryRun, signal } = options
  const { files, revision: base, lastRun, parsed } = context
  const isIncremental = plan.kind === 'incremental'
  const yieldIfDue = createYielder(signal)

  const { previous, damage, refusal } = await readPrevious(store, {
    revision: base,
    force,
    isTrusted: isIncremental || dryRun === true,
  })
  if (refusal && !dryRun) throw refusal

  const dueBy = now()
  const { corpus, source, unsettled } = await readCorpus(config, options, { files, previous, contents: parsed, dueBy })
  const misread = checkUnderstood(config.contentDir, files, corpus)
  if (misread && !force && !dryRun) throw misread
  await yieldIfDue()
  const { publication, fingerprint, references, diagnostics, nextDue, ...feedsAndPages } = await planDocuments(
    corpus,
    config,
    {
      ...{ cache, profile: site.profile, assets, previous, files, now: dueBy, clock: now, signal },
    },
  )
  await yieldIfDue()
  const planned = planContents(publication, previous)
  const contents = { ...planned, peaks: planPeaks(planned.feeds, previous, { now: dueBy, isForced: force ?? false }) }
  const redirects = documentsOfRedirects(contents, feedsAndPages.documents, config.publicUrl)
  const documents = [...feedsAndPages.documents, ...redirects]
  await yieldIfDue()

  const ofCorpus = [...corpus.diagnostics, ...references.diagnostics, ...diagnostics]
  const known = previous && (await readKnown(store, cache.lastRun?.revision, base))
  const older = known ? findOlderArticles(contents.articles, { published: previous.articles, known }) : []
  const found = [...ofCorpus, ...checkIdentity(publication, previous), ...older]
  const { maxShrinkPercent } = config
  const loss =
    checkShrinkage(previous, contents, { maxShrinkPercent, diagnostics: found, now: dueBy }) ??
    checkConfiguration(publication.articles, previous, {
      ...{ site: site.diagnostics, corpus: corpus.diagnostics, maxShrinkPercent },
    })
  if (loss && !force && !dryRun) throw loss
  await yieldIfDue()
  signal?.throwIfAborted()

  // Parsed files are valid whatever happens next, and can be saved while documents are compressed.
  const saving = dryRun || isIncremental ? undefined : cache.saveParsedFiles(signal)
  const { topicByKey } = corpus
  const composeOptions = composeOptionsOf(config, site.profile)
  const published =
    previous && base !== undefined
      ? await loadPublishedContents(unsettled, previous, { store, revision: base })
      : new Map<string, ArticleContent>()
  const loadArticles = createArticleLoader({
    published,
    ...{ read: source.read, contents: parsed, composed: cache.composed, fingerprint, signal },
    composeOptions,
    corpus: { topicByKey, resolved: references.resolved, publicUrl: config.publicUrl },
  })
  const { manifest, committed, changed, removed } = await publishDocuments(
    store,
    { documents, contents },
    {
      base,
      previous,
      isCurrent: ({ path, fingerprint: planned }) => lastRun?.fingerprints.get(path) === planned,
      render: async (document) => document.render(await loadArticles(document.articles)),
      rewrite: damage !== undefined || (!isIncremental && plan.rewrite),
      isUrgent: isIncremental,
      confirm: () => source.confirm(isIncremental ? plan.changedFiles : []),
      onWritten: options.onWritten,
      dryRun,
      now: now(),
      signal,
    },
  ).finally(() => saving)

  const large = findLargeDocuments(publication.feeds, manifest.files)
  const stats = corpusStats(corpus, publication, {
    ...{ files: files.articles.length, profile: site.profile, dueBy, nextDue },
    diagnostics: [...ofCorpus, ...large],
  })
  const unfinished = [...(committed?.warnings ?? [])]
  const cleanUp = (work: Promise<void> | undefined) =>
    work?.catch((error: unknown) => void unfinished.push(messageOf(error)))
  if (!dryRun) {
    const revision = committed?.revision ?? base
    if (revision !== undefined) {
      const { media } = references
      cache.record({ files, revision, manifest, documents, media, stats }, now())
    }
    await cleanUp(options.onPublished?.())
    if (committed) unfinished.push(...(await store.prune().catch((error: unknown) => [messageOf(error)])))
    await cache.saveLastRun()
  }
  return {
    ...stats,
    diagnostics: [...found, ...large],
    refusal: refusal ?? misread ?? loss,
    changed,
    removed,
    recovered: damage && !dryRun ? [`${damage} was damaged or lost; published again`] : [],
    unfinished,
    generation: committed && manifest.generation,
  }
}
