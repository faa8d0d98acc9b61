import { type FSWatcher, watch as fsWatch, readlinkSync } from 'node:fs'
import { join, parse, resolve, sep } from 'node:path'

/** The most links on the way to a file (Linux has the same limit). */
const MAX_LINKS = 40

/**
 * Watches the links on the way to a folder: whoever deploys by swapping a link replaces the folder, though nothing in it changes
 * (`/git/repo -> .worktrees/4f2a`, for the folder `/git/repo/content`).
 *
 * @param onSwap called when one of them may lead elsewhere
 * @param onError called with the error of a watch
 * @returns stops watching
 */
export function watchLinks(
  path: string,
  {
    onSwap,
    onError,
    watch = fsWatch,
  }: { onSwap: () => void; onError: (error: unknown) => void; watch?: typeof fsWatch },
): () => void {
  const watchers: FSWatcher[] = []
  try {
    for (const { folder, name } of linksTo(path)) {
      const watcher = watch(folder, (_, changed) => {
        if (changed === null || changed === name) onSwap()
      })
      watcher.on('error', onError)
      watchers.push(watcher)
    }
  } catch (error) {
    onError(error)
  }
  return () => {
    for (const watcher of watchers) watcher.close()
  }
}

/** The links on the way to a file, each with the folder that it is in. */
function linksTo(path: string): { folder: string; name: string }[] {
  const links: { folder: string; name: string }[] = []
  const { root } = parse(resolve(path))
  let folder = root
  const names = namesOf(path)
  for (let name = names.shift(); name !== undefined && links.length < MAX_LINKS; name = names.shift()) {
    const target = linkTarget(join(folder, name))
    if (target === undefined) folder = join(folder, name)
    else {
      links.push({ folder, name })
      names.unshift(...namesOf(resolve(folder, target)))
      folder = root
    }
  }
  return links
}

function namesOf(path: string): string[] {
  const absolute = resolve(path)
  return absolute.slice(parse(absolute).root.length).split(sep).filter(Boolean)
}

/** Where a link leads; undefined for other files. */
function linkTarget(path: string): string | undefined {
  try {
    return readlinkSync(path)
  } catch {
    return undefined
  }
}
