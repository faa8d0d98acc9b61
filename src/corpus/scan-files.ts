import { createHash } from 'node:crypto'
import { createYielder } from '../concurrency/create-yielder.ts'
import { type CorpusFiles, listFiles } from './list-files.ts'
import { isPlainFile, readSignature } from './read-source-file.ts'

/** Characters to hash at a time. */
const CHUNK_SIZE = 65_536

/** The files of a corpus and their states. */
export interface ScannedFiles extends CorpusFiles {
  /** The signature of each file by its path. */
  signatures: ReadonlyMap<string, string>
  /** A hash of all of this, computed on demand; equal if no file has changed. */
  readonly digest: string
}

/** The previous scan. */
export interface PreviousScan {
  files: ScannedFiles
  /** The only files that may have changed since. */
  changedFiles: ReadonlySet<string>
}

/**
 * Lists the files in a folder and reads the signature of each, yielding to the event loop in between.
 *
 * @param options.previous the previous scan, if only some files may have changed since
 * @throws FeedmillError `content-dir-unreadable`
 */
export async function scanFiles(
  contentDir: string,
  { previous, signal }: { previous?: PreviousScan | undefined; signal?: AbortSignal | undefined } = {},
): Promise<ScannedFiles> {
  const isSameList =
    previous &&
    [...previous.changedFiles].every((path) => previous.files.signatures.has(path) && isPlainFile(contentDir, path))
  const files = isSameList ? previous.files : listFiles(contentDir)
  const before = previous?.files.signatures ?? new Map<string, string>()
  const signatures = new Map<string, string>()
  const yieldIfDue = createYielder(signal)
  for (const path of [...files.topics, ...files.mixes, ...files.otherYaml, ...files.articles]) {
    const signature = previous?.changedFiles.has(path) ? undefined : before.get(path)
    signatures.set(path, signature ?? readSignature(contentDir, path) ?? '')
    const pause = yieldIfDue()
    if (pause) await pause
  }
  return withDigest(files, signatures)
}

/** In its own scope: otherwise the getter would keep the previous scan in memory, run after run. */
function withDigest(
  { topics, mixes, articles, otherYaml, media, others, links, diagnostics }: CorpusFiles,
  signatures: ReadonlyMap<string, string>,
): ScannedFiles {
  let digest: string | undefined
  return {
    topics,
    mixes,
    articles,
    otherYaml,
    media,
    others,
    links,
    diagnostics,
    signatures,
    get digest() {
      digest ??= digestOf([diagnostics, media], signatures)
      return digest
    },
  }
}

function digestOf(lists: unknown, signatures: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256').update(JSON.stringify(lists))
  let lines = ''
  for (const [path, signature] of signatures) {
    lines += `${path}\n${signature}\n`
    if (lines.length < CHUNK_SIZE) continue
    hash.update(lines)
    lines = ''
  }
  return hash.update(lines).digest('base64url')
}
