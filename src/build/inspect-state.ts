import type { Config } from '../config.ts'
import { type ScannedFiles, scanFiles } from '../corpus/scan-files.ts'
import { fileSystem as realFileSystem } from '../file-system.ts'
import { isDamage } from '../publish/read-previous.ts'
import type { PublicationStore, Revision } from '../publish/store.ts'
import type { LastRun } from './cache/build-cache.ts'
import { isStillTrue } from './cache/last-run.ts'
import { recallLastRun, saveLast, saveParsedFiles } from './cache/remember.ts'
import type { AttemptOptions, RunResult } from './run-report.ts'

/** What there is when a run begins. */
export interface RunContext {
  /** The files of the corpus, and what tells their states. */
  files: ScannedFiles
  /** Whether only those were looked at that were seen to change since the last run. */
  isWatched: boolean
  /** What is published. */
  revision: Revision | undefined
  /** The last run, where that is what it published. */
  last: LastRun | undefined
}

/** Looks at the corpus, at what is published, and at what is known of the last run. */
export async function inspectState(
  config: Config,
  { store, memory, changedFiles, fileSystem = realFileSystem, signal }: AttemptOptions,
): Promise<RunContext> {
  const revision = await store.readRevision()
  await recallLastRun(memory, config, fileSystem)
  const known = changedFiles && memory.files && { files: memory.files, changedFiles }
  const files = await scanFiles(config.contentDir, { known, signal })
  const last = memory.last?.revision === revision ? memory.last : undefined
  return { files, isWatched: known !== undefined, revision, last }
}

/** What the last run found, where this one would find and publish the same. */
export async function findUnchanged(
  { outDir }: Config,
  { store, now, force, repair, dryRun, memory, changedFiles, fileSystem = realFileSystem, signal }: AttemptOptions,
  { files, last }: RunContext,
): Promise<RunResult | undefined> {
  if (force || repair || changedFiles || !last || !isStillTrue(last, files.state, now())) return undefined
  if (!(await isWhole(store, last.revision))) return undefined
  memory.files = files
  if (!dryRun) {
    await saveParsedFiles(memory, outDir, { fileSystem, signal })
    await saveLast(memory, outDir, fileSystem)
  }
  return {
    ...last.stats,
    refusal: undefined,
    changed: [],
    removed: [],
    recovered: [],
    unfinished: [],
    generation: undefined,
  }
}

async function isWhole(store: PublicationStore, revision: Revision): Promise<boolean> {
  try {
    const { files } = await store.readManifest(revision)
    return (await store.findDamage(revision, files)) === undefined
  } catch (error) {
    if (isDamage(error)) return false
    throw error
  }
}
