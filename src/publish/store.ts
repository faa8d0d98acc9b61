import type { ByteRange } from '../model/byte-range.ts'
import type { Coding } from './compression.ts'
import type { FileSize } from './file-sizes.ts'
import type { Manifest, ManifestFile } from './manifest.ts'

/** An opaque version of the publication. It differs after every change, by any publisher. */
export type Revision = string

/**
 * Where publications are stored: a directory, or a bucket. Only the store knows how documents are stored, how a publication
 * atomically replaces another, and how concurrent publishers are kept apart.
 *
 * A publication is complete or absent: clients see the old one or the new one, never a mixture.
 */
export interface PublicationStore {
  /** The current revision, cheap enough for polling; undefined before the first publication. */
  readRevision: () => Promise<Revision | undefined>
  /** All complete publications that still exist: the current one first, then from newest to oldest. */
  listRevisions: () => Promise<Revision[]>
  /**
   * The contents of a publication.
   *
   * @throws FeedmillError `publication-damaged`
   */
  readManifest: (revision: Revision) => Promise<Manifest>
  /**
   * The bytes of a document in one of its codings, checked against the hash in the manifest.
   *
   * @throws FeedmillError `publication-damaged` if the document is lost or altered
   */
  readDocument: (revision: Revision, file: ManifestFile, coding: Coding) => Promise<Buffer>
  /** Parts of a document without a coding, unchecked; less where it ends earlier. Only a store on this machine reads them. */
  readRanges?: (revision: Revision, file: ManifestFile, ranges: readonly ByteRange[]) => Promise<Buffer[]>
  /**
   * The path of the first file that is missing, has another size, or was changed after the publication, if any. Reads the bytes
   * only of files that may have been changed.
   */
  findDamage: (revision: Revision, sizes: readonly FileSize[]) => Promise<string | undefined>
  /**
   * Runs work while no other publisher does, as far as the store can tell; commits are safe without it. First cleans up after
   * publishers that were killed.
   *
   * @param options.signal stops waiting, and ends the exclusion
   * @returns the result of the work, what was cleaned up, and what could not be
   * @throws FeedmillError `publication-locked` if another publisher does not finish in time
   */
  exclusively: <Result>(
    work: () => Promise<Result>,
    options?: { signal?: AbortSignal | undefined },
  ) => Promise<{ result: Result; recovered: string[]; unfinished: string[] }>
  /**
   * Starts a publication.
   *
   * @param base the revision that it was planned from, if any
   * @param paths the paths of all its documents
   * @param options.isBaseDamaged another one than the base is kept as the previous publication, if it is whole
   */
  stage: (base: Revision | undefined, paths: readonly string[], options?: { isBaseDamaged?: boolean }) => Staging
  /** Prepares the next publication, so that it is faster. */
  prepare: () => Promise<void>
  /**
   * Removes old publications.
   *
   * @param options.isThorough whether to look at once for what is otherwise found later
   * @returns why some could not be removed
   */
  prune: (options?: { isThorough?: boolean }) => Promise<string[]>
  /**
   * Runs work of a kind while no other publisher does work of that kind; undefined if there are no others.
   *
   * @throws FeedmillError `publication-locked` if another publisher does not finish in time
   */
  inTurn?: <Result>(kind: string, work: () => Promise<Result>, signal?: AbortSignal) => Promise<Result>
  /**
   * Brings a static site up to date, which any web server or CDN can serve, also if another publisher died while it did so;
   * undefined if there is none. Runs beside publications.
   *
   * @returns whether another publisher had left it unfinished
   */
  publishSite?: (options: SiteOptions, signal?: AbortSignal) => Promise<{ wasUnfinished: boolean }>
  /** Reads small durable state, such as what hubs were notified of; undefined if there is none. */
  readState: (name: string) => Promise<string | undefined>
  /** Atomically replaces small durable state. */
  writeState: (name: string, text: string) => Promise<void>
}

/** What the headers of a static site depend on. */
export interface SiteOptions {
  /** Seconds between two runs. */
  interval: number
  /** Whether hubs are notified of changes. */
  isAnnounced: boolean
}

/** A document in all its codings; always includes `identity`. */
export type Bodies = Readonly<Partial<Record<Coding, Buffer>>>

/** A publication that is not visible yet. */
export interface Staging {
  /** Stores a document. */
  put: (document: Pick<ManifestFile, 'path' | 'mediaType'>, bodies: Bodies) => Promise<void>
  /** Reuses documents of the base, in all codings. */
  reuse: (files: readonly ManifestFile[]) => Promise<void>
  /**
   * Publishes the staged documents, durably and atomically.
   *
   * @returns the publication; `conflict` if the base is no longer the current revision: then nothing was published
   * @throws if nothing was published
   */
  commit: (contents: Omit<Manifest, 'generation'>, options?: CommitOptions) => Promise<Committed | 'conflict'>
  /** Cancels the publication and removes the staged documents. */
  abort: () => Promise<void>
}

export interface CommitOptions {
  /** Called just before the publication becomes current; throws to prevent that. */
  confirm?: (() => Promise<void>) | undefined
  /** Cancels the publication, until it is current. */
  signal?: AbortSignal | undefined
  /** The number of the publication, if it is a copy; another one, if there is already a higher one. */
  number?: number | undefined
}

/** A publication that is current. */
export interface Committed {
  revision: Revision
  manifest: Manifest
  /** Problems after it became current, for example that it may not survive a power failure. */
  warnings: readonly string[]
}
