import { hash } from 'node:crypto'
import { join } from 'node:path'
import type { Config } from '../../config.ts'
import type { CorpusMemory } from '../../corpus/parsed-files.ts'
import type { StampedFiles } from '../../corpus/scan-files.ts'
import { keepNewest, noArticles } from '../../feeds/article-composer.ts'
import { noSummaries } from '../../feeds/page-summary.ts'
import type { Disk } from '../../file-system.ts'
import type { Document } from '../../model/document.ts'
import { prepareFolder } from '../../publish/file-system/preallocate.ts'
import { sizesOf } from '../../publish/file-system/verify-sizes.ts'
import { MANIFEST, type Manifest, readCurrentManifest } from '../../publish/manifest.ts'
import { loadArticles, saveArticles } from './articles-file.ts'
import type { Findings, RunMemory } from './build-cache.ts'
import { codeVersion } from './build-id.ts'
import { loadLastRun, saveLastRun } from './last-run-file.ts'

/** Where memory is kept from process to process, below `OUT_DIR`; it may be removed at any time. */
const CACHE = 'cache'

/** Problems that may be gone in the next run though no file differs then. */
const PASSING = new Set(['file-changing', 'file-unreadable'])

let code: string | undefined

/** A memory of nothing. */
export function createRunMemory(): RunMemory {
  return {
    maker: '',
    articles: undefined,
    last: undefined,
    saved: { articles: true, last: true },
    ready: noArticles(),
    summaries: noSummaries(),
    files: undefined,
    manifest: undefined,
    spare: undefined,
    retired: undefined,
  }
}

/** What made a memory: the code, and the configuration but for what concerns the server alone. */
function makerOf(config: Config): string {
  const { port, host, outDir, watch, metricsPort, statusPage, deltaFeeds, logLevel, ...rest } = config
  code ??= codeVersion()
  return hash('sha256', JSON.stringify([code, rest]), 'base64url')
}

/** Recalls the last run from the disk, unless the memory is of this program and configuration already. */
export async function recallLastRun(memory: RunMemory, config: Config, disk: Disk): Promise<void> {
  const maker = makerOf(config)
  if (memory.maker === maker) return
  const last = await loadLastRun(join(config.outDir, CACHE), { maker, disk })
  Object.assign(memory, { ...createRunMemory(), maker, last })
}

/** The articles that are known, recalled from the disk where this process knows of none yet. */
export async function recallArticles(
  memory: RunMemory,
  outDir: string,
  { disk, signal }: { disk: Disk; signal: AbortSignal | undefined },
): Promise<CorpusMemory> {
  memory.articles ??= await loadArticles(join(outDir, CACHE), { maker: memory.maker, disk, signal })
  return memory.articles
}

/** Gets ready all that the next run needs, so that it is quick, and lets go of the rest. */
export async function warmUp(memory: RunMemory, outDir: string, disk: Disk): Promise<void> {
  keepNewest(memory.ready)
  await recallArticles(memory, outDir, { disk, signal: undefined })
  memory.manifest ??= await readCurrentManifest(outDir, disk)
  memory.retired ??= await prepareFolder(outDir, memory.manifest, disk)
}

/** Lets go of all where it is on the disk too, so that a server needs little memory between runs. */
export function coolDown(memory: RunMemory): void {
  if (memory.saved.articles && memory.saved.last) Object.assign(memory, createRunMemory())
}

/** A run that ended well. */
interface EndedRun {
  files: StampedFiles
  /** The folder name of the generation that is published now. */
  generation: string
  manifest: Manifest
  documents: readonly Document[]
  findings: Findings
}

/** Keeps what the next run need not find out again. */
export async function remember(
  memory: RunMemory,
  outDir: string,
  { files, generation, manifest, documents, findings }: EndedRun,
  { disk, now }: { disk: Disk; now: Date },
): Promise<void> {
  const isLasting = !findings.problems.some(({ rule }) => PASSING.has(rule))
  const found = await disk.inspect(join(outDir, 'current', MANIFEST)).catch(() => undefined)
  memory.files = files
  memory.manifest = manifest
  memory.saved.last = false
  memory.last = found && {
    get state() {
      return isLasting ? files.state : ''
    },
    at: now,
    generation,
    manifest: found,
    files: sizesOf(manifest.files),
    fingerprints: new Map(documents.map(({ path, fingerprint }) => [path, fingerprint])),
    findings,
  }
}

/** Puts on the disk what is known of articles, unless it is there. What cannot be written is found out again. */
export async function saveArticleMemory(
  { maker, articles, saved }: RunMemory,
  outDir: string,
  { disk, signal }: { disk: Disk; signal: AbortSignal | undefined },
): Promise<void> {
  if (!articles || saved.articles) return
  saved.articles = await isWritten(outDir, disk, (folder) => saveArticles(folder, articles, { maker, disk, signal }))
}

/** Puts the last run on the disk, unless it is there. What cannot be written is found out again. */
export async function saveLast(memory: RunMemory, outDir: string, disk: Disk): Promise<void> {
  const { maker, last, saved } = memory
  if (!last || saved.last) return
  // A copy has the state itself, and not all that it is made from.
  memory.last = { ...last }
  saved.last = await isWritten(outDir, disk, (folder) => saveLastRun(folder, last, { maker, disk }))
}

/** Writes into the folder of the cache, and tells whether that could be done. */
async function isWritten(outDir: string, disk: Disk, write: (folder: string) => Promise<void>): Promise<boolean> {
  const folder = join(outDir, CACHE)
  try {
    await disk.makeFolder(folder)
    await write(folder)
    return true
  } catch {
    return false
  }
}
