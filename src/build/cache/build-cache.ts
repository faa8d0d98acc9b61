import { hash } from 'node:crypto'
import { join } from 'node:path'
import { LRUCache } from 'lru-cache'
import type { Config } from '../../config.ts'
import type { ParsedFiles } from '../../corpus/parsed-files.ts'
import type { ScannedFiles } from '../../corpus/scan-files.ts'
import { createPageDigests, type PageDigests } from '../../feeds/page-digest.ts'
import type { FileSystem } from '../../file-system.ts'
import type { ItemCache } from '../../formats/assemble-document.ts'
import type { ComposedArticle } from '../../model/composed-article.ts'
import type { Document } from '../../model/document.ts'
import { formatSizes, sizesOf } from '../../publish/file-sizes.ts'
import type { Manifest } from '../../publish/manifest.ts'
import type { Revision } from '../../publish/store.ts'
import type { CorpusStats } from '../run-report.ts'
import { loadArticles, saveArticles } from './articles-file.ts'
import { readBuildId } from './build-id.ts'
import { type LastRun, loadLastRun, saveLastRun } from './last-run.ts'

/** Where the cache is kept from process to process, below `OUT_DIR`; it may be removed at any time. */
const FOLDER = 'cache'

/** How many articles stay composed from run to run, and how much HTML, in characters. */
const MAX_COMPOSED = 2048
const MAX_COMPOSED_CHARACTERS = 16 * 1024 * 1024

/** Rules whose diagnostics may be gone in the next run though no file differs then. */
const TRANSIENT_RULES = new Set(['file-changing', 'file-unreadable'])

/** What a successful run leaves to the next one. */
interface FinishedRun {
  files: ScannedFiles
  /** What is published now. */
  revision: Revision
  manifest: Manifest
  documents: readonly Document[]
  stats: CorpusStats
}

/**
 * What runs leave to each other, so that only what changed is done again: what the last run found and published, and what
 * each article file holds, on the disk too; in a process that watches its corpus also the newest articles and their items.
 *
 * It is valid for one build of the program and one configuration, and starts empty for any other. All of it may be lost at
 * any time: then it costs time, and nothing else.
 */
export class BuildCache {
  readonly #folder: string
  readonly #fileSystem: FileSystem
  readonly #isWatching: boolean
  #key = ''
  #lastRun: LastRun | undefined
  #parsedFiles: ParsedFiles | undefined
  #isSaved = { lastRun: true, parsedFiles: true }
  #scannedFiles: ScannedFiles | undefined
  #digests = createPageDigests()
  #items: ItemCache = new WeakMap()
  #composed: LRUCache<string, ComposedArticle> | undefined

  /** @param options.isWatching whether runs follow each other so soon that they leave all that they can */
  constructor(
    outDir: string,
    { fileSystem, isWatching = false }: { fileSystem: FileSystem; isWatching?: boolean | undefined },
  ) {
    this.#folder = join(outDir, FOLDER)
    this.#fileSystem = fileSystem
    this.#isWatching = isWatching
    this.#clear()
  }

  /** Makes the cache valid for a configuration, and loads what the last run found, if this process does not know it. */
  async open(config: Config): Promise<void> {
    const key = cacheKey(config)
    if (key === this.#key) return
    this.#clear()
    this.#key = key
    this.#lastRun = await loadLastRun(this.#folder, this.#file)
  }

  /** The last successful run. */
  get lastRun(): LastRun | undefined {
    return this.#lastRun
  }

  /** The files of the corpus as the last run of this process found them. */
  get scannedFiles(): ScannedFiles | undefined {
    return this.#scannedFiles
  }

  /** What pages of feeds held in the last run of this process. */
  get digests(): PageDigests {
    return this.#digests
  }

  /** Items of articles that this process composed. */
  get items(): ItemCache {
    return this.#items
  }

  /** The articles that this process composed last, by fingerprint, where they are kept. */
  get composed(): LRUCache<string, ComposedArticle> | undefined {
    return this.#composed
  }

  /** What is known of each article file. Runs add to it: it counts as changed from then on. */
  async loadParsedFiles(signal?: AbortSignal): Promise<ParsedFiles> {
    const parsedFiles = await this.#loadParsedFiles(signal)
    this.#isSaved.parsedFiles = false
    return parsedFiles
  }

  /** Puts on the disk what is known of article files, unless it is there. What cannot be written is found out again. */
  async saveParsedFiles(signal?: AbortSignal): Promise<void> {
    const parsedFiles = this.#parsedFiles
    if (!parsedFiles || this.#isSaved.parsedFiles) return
    this.#isSaved.parsedFiles = await this.#save(() =>
      saveArticles(this.#folder, parsedFiles, { ...this.#file, signal }),
    )
  }

  /** Keeps the files of a run that found nothing changed. */
  recordUnchanged(files: ScannedFiles): void {
    this.#scannedFiles = files
  }

  /** Keeps what a run found and published. */
  record({ files, revision, manifest, documents, stats }: FinishedRun, now: Date): void {
    const isLasting = !stats.diagnostics.some(({ rule }) => TRANSIENT_RULES.has(rule))
    this.#scannedFiles = files
    this.#isSaved.lastRun = false
    this.#lastRun = {
      get state() {
        return isLasting ? files.state : ''
      },
      at: now,
      revision,
      sizes: formatSizes(sizesOf(manifest.files)),
      fingerprints: new Map(documents.map(({ path, fingerprint }) => [path, fingerprint])),
      stats,
    }
  }

  /** Puts the last run on the disk, unless it is there. What cannot be written is found out again. */
  async saveLastRun(): Promise<void> {
    const lastRun = this.#lastRun
    if (!lastRun || this.#isSaved.lastRun) return
    // A copy has the state itself, and not all that it is made from.
    this.#lastRun = { ...lastRun }
    this.#isSaved.lastRun = await this.#save(() => saveLastRun(this.#folder, lastRun, this.#file))
  }

  /** Forgets how the files were, after a run that failed. */
  forgetScannedFiles(): void {
    this.#scannedFiles = undefined
  }

  /** Between two runs: makes the next one quick where the corpus is watched, else gives back memory. */
  async rest(): Promise<void> {
    if (this.#isWatching) await this.#loadParsedFiles()
    else if (this.#isSaved.lastRun && this.#isSaved.parsedFiles) this.#clear()
  }

  async #loadParsedFiles(signal?: AbortSignal): Promise<ParsedFiles> {
    this.#parsedFiles ??= await loadArticles(this.#folder, { ...this.#file, signal })
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
    this.#digests = createPageDigests()
    this.#items = new WeakMap()
    this.#composed = this.#isWatching
      ? new LRUCache({
          max: MAX_COMPOSED,
          maxSize: MAX_COMPOSED_CHARACTERS,
          sizeCalculation: ({ contentHtml }) => Math.max(contentHtml.length, 1),
        })
      : undefined
  }

  /** Writes into the folder of the cache, and tells whether that could be done. */
  async #save(write: () => Promise<void>): Promise<boolean> {
    try {
      await this.#fileSystem.makeDirectory(this.#folder)
      await write()
      return true
    } catch {
      return false
    }
  }
}

let buildId: string | undefined

/** Names a build of the program and a configuration, but for what concerns the server alone. */
function cacheKey(config: Config): string {
  const { port, host, outDir, watch, metricsPort, statusPage, deltaFeeds, logLevel, ...rest } = config
  buildId ??= readBuildId()
  return hash('sha256', JSON.stringify([buildId, rest]), 'base64url')
}
