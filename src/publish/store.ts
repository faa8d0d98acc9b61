import type { Coding } from './compression.ts'
import type { Manifest, ManifestFile } from './manifest.ts'

/** One state of what is published: opaque, and another one after every change, whoever made it. */
export type Revision = string

/**
 * Where a publication lives: a directory, or a bucket. Nothing else knows how documents are stored, how a publication
 * replaces another at once, or how two publishers keep out of each other's way.
 *
 * A publication is complete or absent: readers find the old one or the new one, and nothing between.
 */
export interface PublicationStore {
  /** The revision that readers find now, cheap enough to be polled; undefined before the first publication. */
  readRevision: () => Promise<Revision | undefined>
  /** Every complete publication that is still there, the current one first, then the newest. */
  listRevisions: () => Promise<Revision[]>
  /**
   * What a publication holds.
   *
   * @throws FeedmillError `publication-damaged`
   */
  readManifest: (revision: Revision) => Promise<Manifest>
  /**
   * The bytes of a document in one of the codings that its manifest names, checked against the manifest's hash.
   *
   * @throws FeedmillError `publication-damaged` where the document is lost or altered
   */
  readDocument: (revision: Revision, file: ManifestFile, coding: Coding) => Promise<Buffer>
  /** The path of the first document that is lost or has another size than it should have; bytes are not read. */
  findDamage: (revision: Revision, files: readonly ManifestFile[]) => Promise<string | undefined>
  /**
   * Works while no other publisher does, as far as the store can tell: commits are safe without it. Cleans up first what
   * publishers left that were killed.
   *
   * @param signal gives up the wait and the exclusion
   * @returns what the work returns, and what was cleaned up
   * @throws FeedmillError `publication-locked` where another publisher does not finish in time
   */
  exclusively: <Result>(
    work: () => Promise<Result>,
    options?: { signal?: AbortSignal | undefined },
  ) => Promise<{ result: Result; recovered: string[] }>
  /**
   * Begins a publication.
   *
   * @param base the revision that it was planned from; undefined where there is none
   * @param paths of all documents that it will hold
   */
  stage: (base: Revision | undefined, paths: readonly string[]) => Staging
  /** Makes the next publication quick, where that takes preparation. */
  prepare: () => Promise<void>
  /** Removes publications that nobody needs any more. */
  prune: () => Promise<void>
  /** Small durable state, such as what hubs were notified of; undefined where there is none. */
  readState: (name: string) => Promise<string | undefined>
  /** Replaces it at once: whoever reads it finds the old text or the new one. */
  writeState: (name: string, text: string) => Promise<void>
}

/** A document in every coding that it is published in; `identity` is always among them. */
export type Bodies = Readonly<Partial<Record<Coding, Buffer>>>

/** A publication that nobody can see yet. */
export interface Staging {
  /** Stores a document. */
  put: (path: string, bodies: Bodies) => Promise<void>
  /** Takes over documents of the base, in every coding, as its manifest describes them. */
  reuse: (files: readonly ManifestFile[]) => Promise<void>
  /**
   * Publishes what was staged, durably and at once.
   *
   * @returns what was published, or `conflict` where the base is not the current revision any more: then nothing was
   * @throws where nothing was published
   */
  commit: (contents: Omit<Manifest, 'generation'>, options?: CommitOptions) => Promise<Committed | 'conflict'>
  /** Gives up, and removes what was staged. */
  abort: () => Promise<void>
}

export interface CommitOptions {
  /** Called just before the publication becomes current; it throws where that must not happen. */
  confirm?: (() => Promise<void>) | undefined
  /** Gives up while nothing is published yet. */
  signal?: AbortSignal | undefined
}

/** What was published. */
export interface Committed {
  revision: Revision
  manifest: Manifest
  /** What went wrong once it was published, such as that it may not outlive a loss of power. */
  warnings: readonly string[]
}
