import { join } from 'node:path'
import type { Config } from '../config.ts'
import { type StampedFiles, stampFiles } from '../corpus/scan-files.ts'
import { disk as realDisk } from '../file-system.ts'
import { publishedName } from '../publish/file-system/generations.ts'
import { findDamage } from '../publish/file-system/verify-sizes.ts'
import type { LastRun } from './cache/build-cache.ts'
import { isStillTrue, stillPublished } from './cache/last-run.ts'
import { recallLastRun, saveArticleMemory, saveLast } from './cache/remember.ts'
import type { Found, GrindOptions } from './run-report.ts'

/** What there is when a run begins. */
export interface Start {
  /** The files of the corpus, and what tells their states. */
  files: StampedFiles
  /** Whether only those were looked at that were seen to change since the last run. */
  isWatched: boolean
  /** The folder name of the generation that is published. */
  published: string | undefined
  /** The last run, where its generation is the one that is published. */
  last: LastRun | undefined
}

/** Looks at the corpus, at what is published, and at what is known of the last run. */
export async function lookAround(
  config: Config,
  { memory, touched, disk = realDisk, signal }: GrindOptions,
): Promise<Start> {
  const { contentDir, outDir } = config
  const published = await publishedName(outDir, disk)
  await recallLastRun(memory, config, disk)
  const known = touched && memory.files && { files: memory.files, touched }
  const files = await stampFiles(contentDir, { known, signal })
  const last = await stillPublished(memory.last, outDir, { published, disk })
  return { files, isWatched: known !== undefined, published, last }
}

/** What the last run found, where this one would find and publish the same. */
export async function findUnchanged(
  { outDir }: Config,
  { now, force, repair, dryRun, memory, touched, disk = realDisk, signal }: GrindOptions,
  { files, last }: Start,
): Promise<Found | undefined> {
  if (force || repair || touched || !last || !isStillTrue(last, files.state, now())) return undefined
  if (await findDamage(join(outDir, 'current'), last.files, disk)) return undefined
  memory.files = files
  if (!dryRun) {
    await saveArticleMemory(memory, outDir, { disk, signal })
    await saveLast(memory, outDir, disk)
  }
  return { ...last.findings, refusal: undefined, changed: [], removed: [], recovered: [], generation: undefined }
}
