import { hash } from 'node:crypto'
import { join } from 'node:path'
import { LRUCache } from 'lru-cache'
import type { Config } from '../../config.ts'
import type { LoadedProfile } from '../../corpus/load-profile.ts'
import type { ParsedFiles } from '../../corpus/parsed-files.ts'
import type { ScannedFiles } from '../../corpus/scan-files.ts'
import type { MixShard } from '../../feeds/mix/mix-shard.ts'
import type { PageDigest } from '../../feeds/page-digest.ts'
import { createPageMemory, type PageMemory } from '../../feeds/page-memory.ts'
import type { FileSystem } from '../../file-system.ts'
import type { ItemCache } from '../../formats/assemble-document.ts'
import type { Assets } from '../../load-assets.ts'
import type { ComposedArticle } from '../../model/composed-article.ts'
import type { Document } from '../../model/document.ts'
import type { MediaFile, RefusedFile } from '../../model/media-file.ts'
import { formatSizes, sizesOf } from '../../publish/file-sizes.ts'
import type { Manifest } from '../../publish/manifest.ts'
import type { Revision } from '../../publish/store.ts'
import type { CorpusStats } from '../run-report.ts'
import { loadArticles, saveArticles } from './articles-file.ts'
import { readBuildId } from './build-id.ts'
import { type LastRun, loadLastRun, saveLastRun } from './last-run.ts'

/** The folder of the cache in `OUT_DIR`. It may be deleted at any time. */
const FOLDER = 'cache'

/** Limits of the composed articles to keep from run to run. */
const MAX_COMPOSED = 2048
const MAX_COMPOSED_CHARACTERS = 16 * 1024 * 1024

/** Rules whose diagnostics may disappear although no file changes. */
const TRANSIENT_RULES = new Set(['file-changing', 'file-unreadable'])

/** What to keep of a successful run. */
interface FinishedRun {
  files: ScannedFiles
  /** The current revision. */
  revision: Revision
  manifest: Manifest
  documents: readonly Document[]
  /** The files of the corpus that articles name. */
  media: ReadonlyMap<string, MediaFile | RefusedFile>
  stats: CorpusStats
}

/**
 * What runs can reuse from earlier ones: the last run and the parsed article files, which are also on disk; in a watching
 * process, also the newest composed articles and their rendered items.
 *
 * It is valid for one build of the program and one configuration. Losing it only costs time.
 */
export class BuildCache {
  /** The folder of the cache, for scratch files too. */
  readonly folder: string
  readonly #fileSystem: FileSystem
  readonly #isWatching: boolean
  #key = ''
  #lastRun: LastRun | undefined
  #parsedFiles: ParsedFiles | undefined
  #isSaved = { lastRun: true, parsedFiles: true }
  #scannedFiles: ScannedFiles | undefined
  #digests = createPageMemory<PageDigest>()
  #shards = createPageMemory<MixShard>()
  #items: ItemCache = new WeakMap()
  #composed: LRUCache<string, ComposedArticle> | undefined

  /** @param options.isWatching whether to keep as much as possible, because runs follow each other closely */
  constructor(
    outDir: string,
    { fileSystem, isWatching = false }: { fileSystem: FileSystem; isWatching?: boolean | undefined },
  ) {
    this.folder = join(outDir, FOLDER)
    this.#fileSystem = fileSystem
    this.#isWatching = isWatching
    this.#clear()
  }

  /** Validates the cache for a configuration, a corpus and the assets of the pages, and loads the last run unless it is in memory. */
  async open(config: Config, site: LoadedProfile, assets: Assets): Promise<void> {
    const key = cacheKey(config, site, assets)
    if (key === this.#key) return
    this.#clear()
    this.#key = key
    this.#lastRun = await loadLastRun(this.folder, this.#file)
  }

  /** The last successful run. */
  get lastRun(): LastRun | undefined {
    return this.#lastRun
  }

  /** Takes the scan of the last run of this process: until a run succeeds, there is none. */
  takeScannedFiles(): ScannedFiles | undefined {
    const files = this.#scannedFiles
    this.#scannedFiles = undefined
    return files
  }

  /** The page digests of the last run of this process. */
  get digests(): PageMemory<PageDigest> {
    return this.#digests
  }

  /** What the last run of this process selected mixes from. */
  get shards(): PageMemory<MixShard> {
    return this.#shards
  }

  /** The rendered items of composed articles. */
  get items(): ItemCache {
    return this.#items
  }

  /** The last composed articles by fingerprint, if they are kept. */
  get composed(): LRUCache<string, ComposedArticle> | undefined {
    return this.#composed
  }

  /** Loads the parsed article files. Runs modify them, so they count as unsaved from then on. */
  async loadParsedFiles(signal?: AbortSignal): Promise<ParsedFiles> {
    const parsedFiles = await this.#loadParsedFiles(signal)
    this.#isSaved.parsedFiles = false
    return parsedFiles
  }

  /** Saves the parsed article files, unless they are saved. If that fails, they will be parsed again. */
  async saveParsedFiles(signal?: AbortSignal): Promise<void> {
    const parsedFiles = this.#parsedFiles
    if (!parsedFiles || this.#isSaved.parsedFiles) return
    this.#isSaved.parsedFiles = await this.#save(() =>
      saveArticles(this.folder, parsedFiles, { ...this.#file, signal }),
    )
  }

  /** Records the scan of a run without changes. */
  recordUnchanged(files: ScannedFiles): void {
    this.#scannedFiles = files
  }

  /** Records a successful run. */
  record({ files, revision, manifest, documents, media, stats }: FinishedRun, now: Date): void {
    const isLasting = !stats.diagnostics.some(({ rule }) => TRANSIENT_RULES.has(rule))
    this.#scannedFiles = files
    this.#isSaved.lastRun = false
    this.#lastRun = {
      get scanDigest() {
        return isLasting ? files.digest : ''
      },
      at: now,
      revision,
      sizes: formatSizes(sizesOf(manifest.files)),
      fingerprints: new Map(documents.map(({ path, fingerprint }) => [path, fingerprint])),
      media,
      stats,
    }
  }

  /** Saves the last run, unless it is saved. If that fails, the next process repeats the work. */
  async saveLastRun(): Promise<void> {
    const lastRun = this.#lastRun
    if (!lastRun || this.#isSaved.lastRun) return
    // The copy has the digest itself, without the scan that it is computed from.
    this.#lastRun = { ...lastRun }
    this.#isSaved.lastRun = await this.#save(() => saveLastRun(this.folder, lastRun, this.#file))
  }

  /** Call between runs: prepares the next one if watching, otherwise releases memory. */
  async rest(): Promise<void> {
    if (this.#isWatching) await this.#loadParsedFiles()
    else if (this.#isSaved.lastRun && this.#isSaved.parsedFiles) this.#clear()
  }

  async #loadParsedFiles(signal?: AbortSignal): Promise<ParsedFiles> {
    this.#parsedFiles ??= await loadArticles(this.folder, { ...this.#file, signal })
    return this.#parsedFiles
  }

  get #file() {
    return { cacheKey: this.#key, fileSystem: this.#fileSystem }
  }

  #clear(): void {
    this.#key = ''
    this.#lastRun = undefined
    this.#parsedFiles = undefined
    this.#isSaved = { lastRun: true, parsedFiles: true }
    this.#scannedFiles = undefined
    this.#digests = createPageMemory()
    this.#shards = createPageMemory()
    this.#items = new WeakMap()
    this.#composed = this.#isWatching
      ? new LRUCache({
          max: MAX_COMPOSED,
          maxSize: MAX_COMPOSED_CHARACTERS,
          sizeCalculation: ({ contentHtml }) => Math.max(contentHtml.length, 1),
        })
      : undefined
  }

  /** Writes to the cache folder; returns whether that succeeded. */
  async #save(write: () => Promise<void>): Promise<boolean> {
    try {
      await this.#fileSystem.makeDirectory(this.folder)
      await write()
      return true
    } catch {
      return false
    }
  }
}

let buildId: string | undefined

/** Identifies a build of the program, a corpus and a configuration, except settings that only concern the server. */
function cacheKey(config: Config, site: LoadedProfile, { documents }: Assets): string {
  const { port, host, outDir, watch, metricsPort, metricsHost, statusPage, deltaFeeds, logLevel, ...others } = config
  const { trustedProxies, shutdownDelay, siteIcon, ...rest } = others
  const assets = documents.map(({ path, fingerprint }) => [path, fingerprint])
  buildId ??= readBuildId()
  return hash('sha256', JSON.stringify([buildId, rest, site, assets]), 'base64url')
}
