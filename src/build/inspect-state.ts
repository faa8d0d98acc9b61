import type { Config } from '../config.ts'
import { type ScannedFiles, scanFiles } from '../corpus/scan-files.ts'
import { parseSizes } from '../publish/file-sizes.ts'
import type { Revision } from '../publish/store.ts'
import { isStillTrue, type LastRun } from './cache/last-run.ts'
import type { AttemptOptions } from './run-plan.ts'
import type { RunReport } from './run-report.ts'

/** What a run starts from. */
export interface RunContext {
  /** The files of the corpus and the state of each. */
  files: ScannedFiles
  /** What is published. */
  revision: Revision | undefined
  /** The last run, if that is what it published. */
  lastRun: LastRun | undefined
}

/** What one attempt found and did. */
export type RunResult = Omit<RunReport, 'duration'>

/** Scans the corpus, and reads what is published and what the last run left. */
export async function inspectState(
  config: Config,
  { store, cache, plan, signal }: AttemptOptions,
): Promise<RunContext> {
  const revision = await store.readRevision()
  const { lastRun, scannedFiles } = cache
  const known = plan.kind === 'incremental' && scannedFiles ? { files: scannedFiles, ...plan } : undefined
  const files = await scanFiles(config.contentDir, { known, signal })
  return { files, revision, lastRun: lastRun?.revision === revision ? lastRun : undefined }
}

/** The result of a run that would find and publish what the last one did; undefined for any other. */
export async function findUnchanged(
  { files, lastRun }: RunContext,
  { store, cache, plan, now, force, dryRun, signal }: AttemptOptions,
): Promise<RunResult | undefined> {
  if (force || plan.kind === 'incremental' || plan.rewrite) return undefined
  if (!lastRun || !isStillTrue(lastRun, files.state, now())) return undefined
  if (await store.findDamage(lastRun.revision, parseSizes(lastRun.sizes))) return undefined
  cache.recordUnchanged(files)
  if (!dryRun) {
    await cache.saveParsedFiles(signal)
    await cache.saveLastRun()
  }
  return {
    ...lastRun.stats,
    refusal: undefined,
    changed: [],
    removed: [],
    recovered: [],
    unfinished: [],
    generation: undefined,
  }
}
