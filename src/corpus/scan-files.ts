import { createHash } from 'node:crypto'
import { createBreather } from '../concurrency/create-yielder.ts'
import type { Problem } from '../model/diagnostic.ts'
import { type CorpusFiles, listFiles } from './list-files.ts'
import { isPlainFile, stampOf } from './read-source-file.ts'

/** How many characters are hashed at a time. */
const CHUNK = 65_536

/** The files of a corpus and the state that each is in. */
export interface StampedFiles extends CorpusFiles {
  /** The stamp of each file by its path. */
  stamps: ReadonlyMap<string, string>
  /** A hash of all that: the same where every file is in the state that it was in. Made when it is asked for. */
  readonly state: string
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
  const before = known?.files.stamps ?? new Map<string, string>()
  const stamps = new Map<string, string>()
  const breathe = createBreather(signal)
  for (const path of [...files.topics, ...files.articles]) {
    const stamp = known?.touched.has(path) ? undefined : before.get(path)
    stamps.set(path, stamp ?? stampOf(contentDir, path) ?? '')
    const pause = breathe()
    if (pause) await pause
  }
  return withState(files, stamps)
}

/** In a scope of its own, since what tells the state would else keep all that was known before, run after run. */
function withState({ topics, articles, problems }: CorpusFiles, stamps: ReadonlyMap<string, string>): StampedFiles {
  let state: string | undefined
  return {
    topics,
    articles,
    problems,
    stamps,
    get state() {
      state ??= stateOf(problems, stamps)
      return state
    },
  }
}

function stateOf(problems: readonly Problem[], stamps: ReadonlyMap<string, string>): string {
  const state = createHash('sha256').update(JSON.stringify(problems))
  let lines = ''
  for (const [path, stamp] of stamps) {
    lines += `${path}\n${stamp}\n`
    if (lines.length < CHUNK) continue
    state.update(lines)
    lines = ''
  }
  return state.update(lines).digest('base64url')
}
