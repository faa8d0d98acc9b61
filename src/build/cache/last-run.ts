import { hash } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import type { FileSystem } from '../../file-system.ts'
import type { MediaFile, RefusedFile } from '../../model/media-file.ts'
import type { Revision } from '../../publish/store.ts'
import type { CorpusStats } from '../run-report.ts'
import { replaceFile } from './replace-file.ts'

const FILE = 'last-run.json'

/** The last successful run. */
export interface LastRun {
  /** The digest of the scanned files; empty if the next run may have another result even if no file changes. */
  readonly scanDigest: string
  /** The time of the run. */
  at: Date
  /** The current revision after the run. */
  revision: Revision
  /** The size of each file of that, as text. */
  sizes: string
  /** The fingerprint of each document by its path. */
  fingerprints: Map<string, string>
  /** The files of the corpus that articles name, by path. */
  media: ReadonlyMap<string, MediaFile | RefusedFile>
  stats: CorpusStats
}

/** Whether a run would have the same result: no file has changed, and no article has become due. */
export function isUpToDate({ scanDigest, at, stats: { nextDue } }: LastRun, currentDigest: string, now: Date): boolean {
  return scanDigest === currentDigest && now >= at && (!nextDue || now < nextDue)
}

const date = z.iso.datetime().transform((text) => new Date(text))

const schema = z.object({
  cacheKey: z.string(),
  scanDigest: z.string(),
  at: date,
  revision: z.string(),
  sizes: z.string(),
  fingerprints: z.array(z.tuple([z.string(), z.string()])).transform((entries) => new Map(entries)),
  media: z
    .array(
      z.union([
        z.object({ file: z.string(), signature: z.string(), sha256: z.string() }),
        z.object({ file: z.string(), signature: z.string(), refusal: z.string() }),
      ]),
    )
    .transform((files) => new Map(files.map((file) => [file.file, file]))),
  stats: z.object({
    files: z.int(),
    published: z.int(),
    ignored: z.record(z.string(), z.int()),
    understood: z.string(),
    scheduled: z.int(),
    expired: z.int(),
    nextDue: date.optional(),
    diagnostics: z.array(
      z.object({
        file: z.string(),
        line: z.int().optional(),
        field: z.string().optional(),
        rule: z.string(),
        message: z.string(),
        hint: z.string(),
        severity: z.enum(['error', 'warning']),
      }),
    ),
    feeds: z.int(),
  }),
})

interface CacheFile {
  cacheKey: string
  fileSystem: FileSystem
}

/** Loads the last run; undefined if there is none, or if it is damaged or has another key. */
export async function loadLastRun(folder: string, { cacheKey, fileSystem }: CacheFile): Promise<LastRun | undefined> {
  try {
    const [sum, text = ''] = (await fileSystem.readText(join(folder, FILE))).split('\n')
    if (sum !== hash('sha256', text)) return undefined
    const { cacheKey: key, ...lastRun } = schema.parse(JSON.parse(text))
    return key === cacheKey ? lastRun : undefined
  } catch {
    return undefined
  }
}

export async function saveLastRun(folder: string, last: LastRun, { cacheKey, fileSystem }: CacheFile): Promise<void> {
  const text = JSON.stringify({
    ...{ cacheKey, ...last },
    fingerprints: [...last.fingerprints],
    media: [...last.media.values()],
  })
  await replaceFile(join(folder, FILE), `${hash('sha256', text)}\n${text}\n`, fileSystem)
}
