import { type Dirent, realpathSync, statSync } from 'node:fs'
import { join, sep } from 'node:path'

/** Folders that tools and file systems create. */
const IGNORED_FOLDERS = new Set(['node_modules', 'lost+found'])

/** Whether a file or folder with this name is ignored, with everything in it. */
export function isIgnored(name: string): boolean {
  return name.startsWith('.') || IGNORED_FOLDERS.has(name)
}

/** A folder of a corpus: its path in the corpus, with `/` as separator, and its real path, which differs below links. */
export interface Folder {
  path: string
  real: string
}

export interface WalkOptions {
  /** The real path of the corpus. */
  root: string
  /** Reads the entries of a folder. */
  read: (folder: Folder) => readonly Dirent[]
  /** The real paths of folders that are not visited; those that are visited are added. */
  visited?: Set<string>
}

/**
 * Visits a folder of a corpus and all folders below it that are not ignored, each once. Then follows links to folders that lie in
 * the corpus and were not visited, because they are below an ignored folder: Kubernetes and git-sync publish a version by a link
 * such as `posts` to `..data/posts`.
 */
export function walkFolders(start: Folder, { root, read, visited = new Set() }: WalkOptions): void {
  let links: Folder[] = []
  const visit = (first: Folder): void => {
    const pending = [first]
    for (let folder = pending.pop(); folder; folder = pending.pop()) {
      if (visited.has(folder.real)) continue
      visited.add(folder.real)
      for (const entry of read(folder)) {
        if (isIgnored(entry.name) || entry.name.includes('\uFFFD')) continue
        const path = childPath(folder.path, entry.name)
        if (entry.isDirectory()) pending.push({ path, real: join(folder.real, entry.name) })
        if (!entry.isSymbolicLink()) continue
        const real = linkedFolder(root, path)
        if (real !== undefined) links.push({ path, real })
      }
    }
  }
  visit(start)
  while (links.length > 0) {
    const found = links.sort((a, b) => (a.path < b.path ? -1 : 1))
    links = []
    found.forEach(visit)
  }
}

/** The real path of the folder in the corpus that a link leads to; undefined for what else a link leads to. */
export function linkedFolder(root: string, path: string): string | undefined {
  try {
    const real = realpathSync(join(root, path))
    return isInside(root, real) && statSync(real).isDirectory() ? real : undefined
  } catch {
    return undefined
  }
}

/** Whether a real path is that of a folder or of something in it. */
export function isInside(folder: string, real: string): boolean {
  return real === folder || real.startsWith(folder.endsWith(sep) ? folder : folder + sep)
}

export function childPath(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`
}
