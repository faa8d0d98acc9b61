import { hash } from 'node:crypto'
import { join } from 'node:path'
import type { Config } from '../../config.ts'
import type { ParsedFiles } from '../../corpus/parsed-files.ts'
import type { ScannedFiles } from '../../corpus/scan-files.ts'
import { noArticles, trim } from '../../feeds/article-composer.ts'
import { noSummaries } from '../../feeds/page-summary.ts'
import type { FileSystem } from '../../file-system.ts'
import type { Document } from '../../model/document.ts'
import type { Revision } from '../../publish/store.ts'
import { loadArticles, saveArticles } from './articles-file.ts'
import type { BuildCache, CorpusStats } from './build-cache.ts'
import { readBuildId } from './build-id.ts'
import { loadLastRun, saveLastRun } from './last-run-file.ts'

/** Where memory is kept from process to process, below `OUT_DIR`; it may be removed at any time. */
const CACHE = 'cache'

/** Problems that may be gone in the next run though no file differs then. */
const TRANSIENT_RULES = new Set(['file-changing', 'file-unreadable'])

let code: string | undefined

/** A memory of nothing. */
export function createBuildCache(): BuildCache {
  return {
    cacheKey: '',
    articles: undefined,
    last: undefined,
    saved: { articles: true, last: true },
    ready: noArticles(),
    summaries: noSummaries(),
    files: undefined,
  }
}

/** What made a memory: the code, and the configuration but for what concerns the server alone. */
function cacheKeyFor(config: Config): string {
  const { port, host, outDir, watch, metricsPort, statusPage, deltaFeeds, logLevel, ...rest } = config
  code ??= readBuildId()
  return hash('sha256', JSON.stringify([code, rest]), 'base64url')
}

/** Recalls the last run from the disk, unless the memory is of this program and configuration already. */
export async function recallLastRun(memory: BuildCache, config: Config, fileSystem: FileSystem): Promise<void> {
  const cacheKey = cacheKeyFor(config)
  if (memory.cacheKey === cacheKey) return
  const last = await loadLastRun(join(config.outDir, CACHE), { cacheKey, fileSystem })
  Object.assign(memory, { ...createBuildCache(), cacheKey, last })
}

/** The articles that are known, recalled from the disk where this process knows of none yet. */
export async function recallArticles(
  memory: BuildCache,
  outDir: string,
  { fileSystem, signal }: { fileSystem: FileSystem; signal: AbortSignal | undefined },
): Promise<ParsedFiles> {
  memory.articles ??= await loadArticles(join(outDir, CACHE), { cacheKey: memory.cacheKey, fileSystem, signal })
  return memory.articles
}

/** Gets ready all that the next run needs, so that it is quick, and lets go of the rest. */
export async function prepareNextRun(memory: BuildCache, outDir: string, fileSystem: FileSystem): Promise<void> {
  trim(memory.ready)
  await recallArticles(memory, outDir, { fileSystem, signal: undefined })
}

/** Lets go of all where it is on the disk too, so that a server needs little memory between runs. */
export function release(memory: BuildCache): void {
  if (memory.saved.articles && memory.saved.last) Object.assign(memory, createBuildCache())
}

/** A run that ended well. */
interface EndedRun {
  files: ScannedFiles
  /** What is published now. */
  revision: Revision
  documents: readonly Document[]
  stats: CorpusStats
}

/** Keeps what the next run need not find out again. */
export function remember(memory: BuildCache, { files, revision, documents, stats }: EndedRun, now: Date): void {
  const isLasting = !stats.diagnostics.some(({ rule }) => TRANSIENT_RULES.has(rule))
  memory.files = files
  memory.saved.last = false
  memory.last = {
    get state() {
      return isLasting ? files.state : ''
    },
    at: now,
    revision,
    fingerprints: new Map(documents.map(({ path, fingerprint }) => [path, fingerprint])),
    stats,
  }
}

/** Puts on the disk what is known of articles, unless it is there. What cannot be written is found out again. */
export async function saveParsedFiles(
  { cacheKey, articles, saved }: BuildCache,
  outDir: string,
  { fileSystem, signal }: { fileSystem: FileSystem; signal: AbortSignal | undefined },
): Promise<void> {
  if (!articles || saved.articles) return
  saved.articles = await isWritten(outDir, fileSystem, (folder) =>
    saveArticles(folder, articles, { cacheKey, fileSystem, signal }),
  )
}

/** Puts the last run on the disk, unless it is there. What cannot be written is found out again. */
export async function saveLast(memory: BuildCache, outDir: string, fileSystem: FileSystem): Promise<void> {
  const { cacheKey, last, saved } = memory
  if (!last || saved.last) return
  // A copy has the state itself, and not all that it is made from.
  memory.last = { ...last }
  saved.last = await isWritten(outDir, fileSystem, (folder) => saveLastRun(folder, last, { cacheKey, fileSystem }))
}

/** Writes into the folder of the cache, and tells whether that could be done. */
async function isWritten(
  outDir: string,
  fileSystem: FileSystem,
  write: (folder: string) => Promise<void>,
): Promise<boolean> {
  const folder = join(outDir, CACHE)
  try {
    await fileSystem.makeDirectory(folder)
    await write(folder)
    return true
  } catch {
    return false
  }
}
