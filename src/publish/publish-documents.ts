import { FeedmillError } from '../errors.ts'
import type { Document } from '../model/document.ts'
import { isMedia } from '../site/urls.ts'
import type { Manifest, ManifestFile } from './manifest.ts'
import { type Changes, type Contents, compareManifests } from './plan.ts'
import { isDamage } from './read-previous.ts'
import type { CommitOptions, Committed, PublicationStore, Revision } from './store.ts'
import {
  type Compression,
  compressionOf,
  encodeDocument,
  isCompressible,
  type WriteOptions,
  writeDocuments,
} from './write-documents.ts'

export interface PublishOptions extends CommitOptions {
  /** The current revision. */
  base: Revision | undefined
  /** Its manifest, or the newest one if that is lost. */
  previous: Manifest | undefined
  /** Whether the published version of a document is current. */
  isCurrent: (document: Document) => boolean
  render: WriteOptions['render']
  /** Whether to reuse nothing and always publish, because the current publication is damaged. */
  rewrite?: boolean | undefined
  /** Whether readers wait, so that nothing is compressed with the best effort. */
  isUrgent?: boolean | undefined
  onWritten?: WriteOptions['onWritten']
  /** Do everything except writing. */
  dryRun?: boolean | undefined
  now: Date
}

export interface Published extends Changes {
  /** The manifest of the new publication, or of what would be published. */
  manifest: Manifest
  /** The new publication; undefined if nothing has changed. */
  committed: Committed | undefined
}

/**
 * Publishes the documents, if anything has changed. If that fails, the staged documents are removed. Files that were published
 * with articles stay, because readers keep contents that show them.
 *
 * @throws FeedmillError `publication-conflict` if another process has published in the meantime, or an error of the store
 */
export async function publishDocuments(
  store: PublicationStore,
  { documents, contents }: { documents: readonly Document[]; contents: Contents },
  options: PublishOptions,
): Promise<Published> {
  const {
    base,
    previous,
    isCurrent,
    render,
    rewrite = false,
    isUrgent = false,
    onWritten,
    dryRun = false,
    now,
    confirm,
    signal,
  } = options
  const paths = new Set(documents.map(({ path }) => path))
  const formerMedia = (previous?.files ?? []).filter(({ path }) => isMedia(path) && !paths.has(path))
  const stagedPaths = [...paths, ...formerMedia.map(({ path }) => path)]
  const staging = store.stage(base, stagedPaths, { isBaseDamaged: rewrite })
  const before = new Map(previous?.files.map((file) => [file.path, file]))
  const isEncoded = (file: ManifestFile) => Object.keys(file.encodings).length > 0 || !isCompressible(file)
  const isPublished = (path: string) => {
    const file = before.get(path)
    return file !== undefined && isEncoded(file)
  }
  const isReusable = (file: ManifestFile) =>
    base !== undefined && !rewrite && isPublished(file.path) && before.get(file.path)?.sha256 === file.sha256
  const stored = new Set<string>()
  const write = async (file: ManifestFile, body: Buffer, compression: Compression): Promise<ManifestFile> => {
    if (isReusable(file)) return file
    stored.add(file.path)
    const { bodies, encodings } = await encodeDocument(body, compression)
    await staging.put(file, bodies)
    return { ...file, encodings }
  }
  /** Copies what can still be read of a damaged publication. */
  const copyIntact = async (files: readonly ManifestFile[]): Promise<ManifestFile[]> => {
    const intact: ManifestFile[] = []
    if (base === undefined) return intact
    for (const file of files) {
      try {
        intact.push(await write(file, await store.readDocument(base, file, 'identity'), compressionOf(file, true)))
      } catch (error) {
        if (!isDamage(error)) throw error
      }
    }
    return intact
  }
  try {
    const written = await writeDocuments(documents, {
      before,
      isCurrent: (document) => !rewrite && isPublished(document.path) && isCurrent(document),
      render,
      write: dryRun ? undefined : write,
      isUrgent,
      onWritten,
      now,
      signal,
    })
    const kept = rewrite && !dryRun ? await copyIntact(formerMedia) : formerMedia
    const files = [...written, ...kept]
    const next = { ...contents, files }
    const changes = compareManifests(next, previous)
    if (dryRun || !(changes.isNeeded || rewrite)) {
      return { ...changes, manifest: { generation: previous?.generation ?? 0, ...next }, committed: undefined }
    }
    const reused = files.filter(({ path }) => !stored.has(path))
    if (reused.length > 0) await staging.reuse(reused)
    const committed = await staging.commit(next, { confirm, signal })
    if (committed === 'conflict') throw conflict()
    return { ...changes, manifest: committed.manifest, committed }
  } catch (error) {
    await staging.abort()
    throw error
  }
}

function conflict(): FeedmillError {
  const hint = 'No action needed: the next run continues from the current publication.'
  return new FeedmillError('publication-conflict', 'another process has published in the meantime', hint)
}

/** Whether an error means that another process has published, so that the run must start from that. */
export function isConflict(error: unknown): boolean {
  return error instanceof FeedmillError && error.code === 'publication-conflict'
}
