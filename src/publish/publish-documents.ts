import { FeedmillError } from '../errors.ts'
import type { Document } from '../model/document.ts'
import type { Manifest, ManifestFile } from './manifest.ts'
import { type Changes, type Contents, compareManifests } from './plan.ts'
import type { CommitOptions, Committed, PublicationStore, Revision } from './store.ts'
import { type Compression, encodeDocument, writeDocuments } from './write-documents.ts'

export interface PublishOptions extends CommitOptions {
  /** What is published now. */
  base: Revision | undefined
  /** The manifest of it, or of what was published last where that is lost. */
  previous: Manifest | undefined
  /** Whether a document is published as it is planned. */
  isCurrent: (document: Document) => boolean
  render: (document: Document) => Promise<Buffer>
  /** Whether to reuse nothing, and to publish even if nothing differs, since what is published is damaged. */
  rewrite?: boolean | undefined
  /** Whether readers wait, so that nothing is compressed best. */
  isUrgent?: boolean | undefined
  /** Do everything but write. */
  dryRun?: boolean | undefined
  now: Date
}

export interface Published extends Changes {
  /** The manifest of what is published now, or would be. */
  manifest: Manifest
  /** What was published; undefined where nothing differed. */
  committed: Committed | undefined
}

/**
 * Publishes what differs from what is published; what was staged of a publication that failed is removed.
 *
 * @throws FeedmillError `publication-failed` where another process published meanwhile, else what the store says
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
    dryRun = false,
    now,
    confirm,
    signal,
  } = options
  const paths = documents.map(({ path }) => path)
  const staging = store.stage(base, paths)
  const before = new Map(previous?.files.map((file) => [file.path, file]))
  const isCompressed = (file: ManifestFile | undefined) => Object.keys(file?.encodings ?? {}).length > 0
  const isReused = (file: ManifestFile) =>
    base !== undefined && !rewrite && isCompressed(file) && before.get(file.path)?.sha256 === file.sha256
  const write = async (file: ManifestFile, body: Buffer, compression: Compression): Promise<ManifestFile> => {
    if (isReused(file)) return file
    const { bodies, encodings } = await encodeDocument(body, compression)
    await staging.put(file.path, bodies)
    return { ...file, encodings }
  }
  try {
    const files = await writeDocuments(documents, {
      before,
      isCurrent: (document) => !rewrite && isCompressed(before.get(document.path)) && isCurrent(document),
      render,
      write: dryRun ? undefined : write,
      isUrgent,
      now,
      signal,
    })
    const next = { ...contents, files }
    const changes = compareManifests(next, previous)
    if (dryRun || !(changes.isNeeded || rewrite)) {
      return { ...changes, manifest: { generation: previous?.generation ?? 0, ...next }, committed: undefined }
    }
    const reused = files.filter(isReused)
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
  const hint = 'Let only one process publish to the same place; the next run continues from what is there.'
  return new FeedmillError('publication-failed', 'another process published meanwhile', hint)
}
