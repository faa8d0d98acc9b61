import { createHash } from 'node:crypto'
import { createBreather } from '../breathe.ts'
import { type CorpusFiles, listFiles } from './list-files.ts'
import { isPlainFile, stampOf } from './read-file.ts'

/** The files of a corpus and the state that each is in. */
export interface StampedFiles extends CorpusFiles {
  /** The stamp of each file by its path. */
  stamps: ReadonlyMap<string, string>
  /** A hash of all that: the same where every file is in the state that it was in. */
  state: string
}

/** What is known of the files from just before. */
export interface KnownFiles {
  files: StampedFiles
  /** The only files that may have changed since. */
  touched: ReadonlySet<string>
}

/**
 * Lists the files below a folder and looks at the state of each, letting the server answer requests between them.
 *
 * @throws FeedmillError `content-dir-unreadable`
 */
export async function stampFiles(
  contentDir: string,
  { known, signal }: { known?: KnownFiles | undefined; signal?: AbortSignal | undefined } = {},
): Promise<StampedFiles> {
  const isSameList =
    known && [...known.touched].every((path) => known.files.stamps.has(path) && isPlainFile(contentDir, path))
  const files = isSameList ? known.files : listFiles(contentDir)
  const stamps = new Map<string, string>()
  const state = createHash('sha256').update(JSON.stringify(files.problems))
  const breathe = createBreather(signal)
  let lines = ''
  for (const path of [...files.topics, ...files.articles]) {
    const before = known?.touched.has(path) ? undefined : known?.files.stamps.get(path)
    const stamp = before ?? stampOf(contentDir, path) ?? ''
    stamps.set(path, stamp)
    lines += `${path}\n${stamp}\n`
    const pause = breathe()
    if (!pause) continue
    state.update(lines)
    lines = ''
    await pause
  }
  return { ...files, stamps, state: state.update(lines).digest('base64url') }
}
