import type { Config } from '../config.ts'
import { readSignature } from '../corpus/read-source-file.ts'
import { type ScannedFiles, scanFiles } from '../corpus/scan-files.ts'
import { parseSizes } from '../publish/file-sizes.ts'
import type { Revision } from '../publish/store.ts'
import { isUpToDate, type LastRun } from './cache/last-run.ts'
import type { AttemptOptions } from './run-plan.ts'
import type { RunReport } from './run-report.ts'

/** The state at the start of a run. */
export interface RunContext {
  /** The scanned files of the corpus. */
  files: ScannedFiles
  /** The current revision. */
  revision: Revision | undefined
  /** The last run, if the current revision is its own. */
  lastRun: LastRun | undefined
}

/** The result of one attempt. */
export type RunResult = Omit<RunReport, 'duration'>

/** Scans the corpus, and reads the current revision and the last run. */
export async function inspectState(
  config: Config,
  { store, cache, plan, scannedFiles, signal }: AttemptOptions,
): Promise<RunContext> {
  const revision = await store.readRevision()
  const { lastRun } = cache
  const previous = plan.kind === 'incremental' && scannedFiles ? { files: scannedFiles, ...plan } : undefined
  const files = await scanFiles(config.contentDir, { previous, signal })
  return { files, revision, lastRun: lastRun?.revision === revision ? lastRun : undefined }
}

/** The result of a run if nothing can have changed since the last one; otherwise undefined. */
export async function findUnchanged(
  contentDir: string,
  { files, lastRun }: RunContext,
  { store, cache, plan, now, force, dryRun, signal }: AttemptOptions,
): Promise<RunResult | undefined> {
  if (force || plan.kind === 'incremental' || plan.rewrite) return undefined
  if (!lastRun || !isUpToDate(lastRun, files.digest, now())) return undefined
  if (!isMediaUnchanged(contentDir, lastRun)) return undefined
  if (!dryRun && (await store.findDamage(lastRun.revision, parseSizes(lastRun.sizes)))) return undefined
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

/** Whether the files that are published with articles are as they were. */
function isMediaUnchanged(contentDir: string, { media }: LastRun): boolean {
  return [...media.values()].every(({ file, signature }) => readSignature(contentDir, file) === signature)
}
