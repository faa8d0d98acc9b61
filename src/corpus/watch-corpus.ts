import { type FSWatcher, lstatSync, readdirSync, realpathSync, watch } from 'node:fs'
import { join } from 'node:path'
import { isIgnored, isYaml } from './list-files.ts'

/**
 * A burst of changes ends when nothing was seen for so long, in milliseconds, and for one more after each change: who
 * saves an article is served at once, and a checkout that falters is waited for. And how long it may be in all.
 */
const DEBOUNCE_MS = 10
const MAX_DEBOUNCE_MS = 300
const MAX_BURST_MS = 10_000

/** From how many changes on everything may have changed: the system drops what it cannot tell in time. */
const MAX_CHANGED_FILES = 2000

export interface WatchOptions {
  /** Is told that there is something to take. */
  onChange: () => void
  /** Is told why nothing is seen any more. */
  onError: (error: unknown) => void
}

export interface CorpusWatcher {
  /** The articles that changed since they were taken last; undefined where it may be more than they. */
  take: () => ReadonlySet<string> | undefined
  /** Looks anew which folders there are: one that was put in the place of another is not seen by itself. */
  renew: () => void
  stop: () => void
}

/**
 * Tells of changes below a folder. One watch is held for each folder, not for each file: the system names the file, and ten
 * thousands of watches would take seconds to set up.
 */
export function watchCorpus(contentDir: string, { onChange, onError }: WatchOptions): CorpusWatcher {
  const watchers = new Map<string, FSWatcher>()
  let changedFiles: Set<string> | undefined = new Set()
  let burst: { start: number; changes: number } | undefined
  let timer: NodeJS.Timeout | undefined

  const tell = (): void => {
    burst = undefined
    onChange()
  }
  const noteChange = (path: string | undefined): void => {
    if (path === undefined) changedFiles = undefined
    else changedFiles?.add(path)
    if (changedFiles && changedFiles.size > MAX_CHANGED_FILES) changedFiles = undefined
    burst ??= { start: performance.now(), changes: 0 }
    burst.changes++
    clearTimeout(timer)
    const calm = Math.min(DEBOUNCE_MS + burst.changes, MAX_DEBOUNCE_MS)
    timer = setTimeout(tell, performance.now() - burst.start > MAX_BURST_MS ? 0 : calm)
  }
  const forget = (folder: string): void => {
    for (const [path, watcher] of watchers) {
      if (folder !== '' && path !== folder && !path.startsWith(`${folder}/`)) continue
      watcher.close()
      watchers.delete(path)
    }
  }
  const see = (folder: string, name: string | null): void => {
    if (name !== null && isIgnored(name)) return
    const path = folder === '' ? String(name) : `${folder}/${name}`
    if (name === null) noteChange(undefined)
    else if (isFolder(join(contentDir, path))) {
      forget(path)
      enter(path)
      noteChange(undefined)
    } else if (watchers.has(path)) {
      forget(path)
      noteChange(undefined)
    } else if (name.endsWith('.md')) noteChange(path)
    else if (isYaml(name)) noteChange(undefined)
  }
  const enter = (folder: string): void => {
    try {
      const watcher = watch(realpathSync(join(contentDir, folder)), (_, name) => see(folder, name))
      watcher.on('error', () => forget(folder))
      watchers.set(folder, watcher)
      for (const entry of readdirSync(join(contentDir, folder), { withFileTypes: true })) {
        if (entry.isDirectory() && !isIgnored(entry.name)) {
          enter(folder === '' ? entry.name : `${folder}/${entry.name}`)
        }
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') onError(error)
    }
  }
  enter('')
  return {
    take: () => {
      const taken = changedFiles
      changedFiles = new Set()
      return taken
    },
    renew: () => {
      forget('')
      enter('')
    },
    stop: () => {
      clearTimeout(timer)
      for (const watcher of watchers.values()) watcher.close()
    },
  }
}

function isFolder(path: string): boolean {
  try {
    return lstatSync(path).isDirectory()
  } catch {
    return false
  }
}
