import {
  type Dirent,
  type FSWatcher,
  watch as fsWatch,
  lstatSync,
  readdirSync,
  realpathSync,
  type Stats,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { mediaFileType } from '../text/media-file.ts'
import { isArticle, isYaml } from './list-files.ts'
import { childPath, type Folder, isIgnored, linkedFolder, walkFolders } from './walk-folders.ts'
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
  const watchers = new Map<string, { watcher: FSWatcher; real: string }>()
  const report = createWatchErrorReporter(onError)
  let changedFiles: Set<string> | undefined = new Set()
  let burst: { start: number; changes: number } | undefined
  let timer: NodeJS.Timeout | undefined
  /** Of `contentDir`, whose links are resolved once: doing so for each folder costs the square of their depth. */
  let root = contentDir
  const stopLinks: (() => void)[] = []

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
    for (const [path, { watcher }] of watchers) {
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
    const state = readState(join(root, path))
    if (state?.isSymbolicLink() && linkedFolder(root, path) !== undefined) {
      // Kubernetes swaps `..data`, to which the articles and folders of a ConfigMap are links.
      handleSwap()
      return
    }
    if (isIgnored(name)) return
    if (state?.isDirectory()) {
      unwatch(path)
      watchFolders({ path, real: join(realPathOf(folder), name) })
      noteChange(undefined)
    } else if (watchers.has(path)) {
      unwatch(path)
      noteChange(undefined)
    } else if (isArticle(name)) noteChange(path)
    else if (isYaml(name) || mediaFileType(name)) noteChange(undefined)
  }
  const realPathOf = (folder: string): string => watchers.get(folder)?.real ?? join(root, folder)
  const watchFolders = (first: Folder): void => {
    const visited = new Set([...watchers.values()].map(({ real }) => real))
    walkFolders(first, { root, visited, read: watchFolder })
  }
  /** Watches a folder, then reads it, so that no change is missed in between. */
  const watchFolder = ({ path: folder, real }: Folder): Dirent[] => {
    try {
      const watcher = watch(real, (_, name) => handleEvent(folder, name))
      watcher.on('error', (error) => {
        report(error)
        unwatch(folder)
      })
      watchers.set(folder, { watcher, real })
      const isLinked = folder !== '' && real !== join(realPathOf(dirname(`/${folder}`).slice(1)), basename(folder))
      if (isLinked) watchLinksTo(join(root, folder))
      return readdirSync(real, { withFileTypes: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') report(error)
      return []
    }
  }
  const watchLinksTo = (path: string): void => {
    stopLinks.push(watchLinks(path, { onSwap: handleSwap, onError: report, watch }))
  }
  const start = (): void => {
    try {
      root = realpathSync(contentDir)
      watchFolders({ path: '', real: root })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') report(error)
    }
    watchLinksTo(contentDir)
  }
  const stop = (): void => {
    unwatch('')
    for (const stopWatching of stopLinks.splice(0)) stopWatching()
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

/** The state of a file or link; undefined if there is none. */
function readState(path: string): Stats | undefined {
  try {
    return lstatSync(path)
  } catch {
    return undefined
  }
}
