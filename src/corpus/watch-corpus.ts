import { type FSWatcher, watch as fsWatch, lstatSync, readdirSync, realpathSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { mediaFileType } from '../text/media-file.ts'
import { isArticle, isIgnored, isYaml } from './list-files.ts'
import { createWatchErrorReporter, type WatchFailure } from './watch-errors.ts'
import { watchLinks } from './watch-links.ts'

/**
 * A burst of changes ends after this long without another, and one millisecond more for each change in it: a single save is
 * published at once, and a checkout that pauses is waited for. The second limits that wait, the third the whole burst.
 */
const DEBOUNCE_MS = 10
const MAX_DEBOUNCE_MS = 300
const MAX_BURST_MS = 10_000

/** From how many changes on everything may have changed: the system drops events that are not read in time. */
const MAX_CHANGED_FILES = 2000

export interface WatchOptions {
  /** Called at the end of a burst of changes. */
  onChange: () => void
  /** Called once for each reason why changes in some folders are not seen. */
  onError: (failure: WatchFailure) => void
}

export interface CorpusWatcher {
  /** The articles that changed since the last call; undefined if anything may have changed. */
  takeChanges: () => ReadonlySet<string> | undefined
  /** Watches the folders that there are now: a folder that replaced another may not be noticed otherwise. */
  renew: () => void
  stop: () => void
}

/**
 * Watches a folder and its subfolders, and the links on the way to it. Uses one watch per folder, not per file: the system names
 * the file, and tens of thousands of watches would take seconds to set up.
 */
export function watchCorpus(
  contentDir: string,
  { onChange, onError }: WatchOptions,
  { watch = fsWatch }: { watch?: typeof fsWatch } = {},
): CorpusWatcher {
  const watchers = new Map<string, FSWatcher>()
  const report = createWatchErrorReporter(onError)
  let changedFiles: Set<string> | undefined = new Set()
  let burst: { start: number; changes: number } | undefined
  let timer: NodeJS.Timeout | undefined
  /** Of `contentDir`, whose links are resolved once: doing so for each folder costs the square of their depth. */
  let root = contentDir
  let stopLinks = (): void => undefined

  const endBurst = (): void => {
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
    const delay = Math.min(DEBOUNCE_MS + burst.changes, MAX_DEBOUNCE_MS)
    timer = setTimeout(endBurst, performance.now() - burst.start > MAX_BURST_MS ? 0 : delay)
  }
  const unwatch = (folder: string): void => {
    for (const [path, watcher] of watchers) {
      if (folder !== '' && path !== folder && !path.startsWith(`${folder}/`)) continue
      watcher.close()
      watchers.delete(path)
    }
  }
  const handleEvent = (folder: string, name: string | null): void => {
    if (name === null) {
      noteChange(undefined)
      return
    }
    const path = childPath(folder, name)
    if (isIgnored(name)) {
      // Kubernetes swaps `..data`, to which the articles of a ConfigMap are links.
      if (isFolderLink(join(contentDir, path))) noteChange(undefined)
      return
    }
    if (isFolder(join(contentDir, path))) {
      unwatch(path)
      watchFolder(path)
      noteChange(undefined)
    } else if (watchers.has(path)) {
      unwatch(path)
      noteChange(undefined)
    } else if (isArticle(name)) noteChange(path)
    else if (isYaml(name) || mediaFileType(name)) noteChange(undefined)
  }
  const watchFolder = (folder: string): void => {
    try {
      if (folder === '') root = realpathSync(contentDir)
      const watcher = watch(join(root, folder), (_, name) => handleEvent(folder, name))
      watcher.on('error', (error) => {
        report(error)
        unwatch(folder)
      })
      watchers.set(folder, watcher)
      for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
        if (entry.isDirectory() && !isIgnored(entry.name)) watchFolder(childPath(folder, entry.name))
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') report(error)
    }
  }
  const start = (): void => {
    watchFolder('')
    stopLinks = watchLinks(contentDir, { onSwap: handleSwap, onError: report, watch })
  }
  const stop = (): void => {
    unwatch('')
    stopLinks()
  }
  const handleSwap = (): void => {
    stop()
    start()
    noteChange(undefined)
  }
  start()
  return {
    takeChanges: () => {
      const taken = changedFiles
      changedFiles = new Set()
      return taken
    },
    renew: () => {
      stop()
      start()
    },
    stop: () => {
      clearTimeout(timer)
      stop()
    },
  }
}

function childPath(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`
}

function isFolderLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink() && statSync(path).isDirectory()
  } catch {
    return false
  }
}

function isFolder(path: string): boolean {
  try {
    return lstatSync(path).isDirectory()
  } catch {
    return false
  }
}
