import { join } from 'node:path'
import type { Config } from '../config.ts'
import { type ScannedFiles, scanFiles } from '../corpus/scan-files.ts'
import { fileSystem as realFileSystem } from '../file-system.ts'
import { publishedName } from '../publish/file-system/generations.ts'
import { findDamage } from '../publish/file-system/verify-sizes.ts'
import type { LastRun } from './cache/build-cache.ts'
import { isStillTrue, stillPublished } from './cache/last-run.ts'
import { recallLastRun, saveLast, saveParsedFiles } from './cache/remember.ts'
import type { AttemptOptions, RunResult } from './run-report.ts'

/** What there is when a run begins. */
export interface RunContext {
  /** The files of the corpus, and what tells their states. */
  files: ScannedFiles
  /** Whether only those were looked at that were seen to change since the last run. */
  isWatched: boolean
  /** The folder name of the generation that is published. */
  published: string | undefined
  /** The last run, where its generation is the one that is published. */
  last: LastRun | undefined
}

/** Looks at the corpus, at what is published, and at what is known of the last run. */
export async function inspectState(
  config: Config,
  { memory, changedFiles, fileSystem = realFileSystem, signal }: AttemptOptions,
): Promise<RunContext> {
  const { contentDir, outDir } = config
  const published = await publishedName(outDir, fileSystem)
  await recallLastRun(memory, config, fileSystem)
  const known = changedFiles && memory.files && { files: memory.files, changedFiles }
  const files = await scanFiles(contentDir, { known, signal })
  const last = await stillPublished(memory.last, outDir, { published, fileSystem })
  return { files, isWatched: known !== undefined, published, last }
}

/** What the last run found, where this one would find and publish the same. */
export async function findUnchanged(
  { outDir }: Config,
  { now, force, repair, dryRun, memory, changedFiles, fileSystem = realFileSystem, signal }: AttemptOptions,
  { files, last }: RunContext,
): Promise<RunResult | undefined> {
  if (force || repair || changedFiles || !last || !isStillTrue(last, files.state, now())) return undefined
  if (await findDamage(join(outDir, 'current'), last.files, fileSystem)) return undefined
  memory.files = files
  if (!dryRun) {
    await saveParsedFiles(memory, outDir, { fileSystem, signal })
    await saveLast(memory, outDir, fileSystem)
  }
  return { ...last.stats, refusal: undefined, changed: [], removed: [], recovered: [], generation: undefined }
}
