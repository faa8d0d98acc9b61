/** Finds the file that a path in an article names. */
export type FileFinder = (path: string, options: { from: string }) => string | undefined

/** A path that a file is known by. */
interface Known {
  file: string
  path: string
}

/**
 * Creates a function that finds files as links name them: relative to the file with the link, else from the root of the corpus or
 * of the site, else by the end of the path, if only one file has it. Letter case makes no difference, unless two files differ
 * only in it.
 *
 * @param files paths relative to the corpus
 * @param options.root the absolute path of the corpus; a path may start from a folder above it
 * @param options.otherPaths other paths that a file is known by, such as one without its extension
 */
export function createFileFinder(
  files: Iterable<string>,
  { root, otherPaths = () => [] }: { root: string; otherPaths?: (path: string) => readonly string[] },
): FileFinder {
  const exact = new Set<string>()
  const byPath = createUniqueMap()
  const byName = createUniqueMap()
  const byPair = new Map<string, Known[]>()
  for (const file of files) {
    exact.add(file)
    const path = fold(file)
    for (const known of new Set([path, ...otherPaths(path)])) {
      byPath.add(known, file)
      byName.add(lastNames(known, 1), file)
      const pair = lastNames(known, 2)
      const others = byPair.get(pair)
      if (others) others.push({ file, path: known })
      else byPair.set(pair, [{ file, path: known }])
    }
  }
  const findByEnd = (path: string): string | undefined => {
    if (!path.includes('/')) return byName.get(path)
    const found = createUniqueMap()
    for (const known of byPair.get(lastNames(path, 2)) ?? []) {
      if (known.path === path || known.path.endsWith(`/${path}`)) found.add('', known.file)
    }
    return found.get('')
  }
  const above = root.split('/').filter((name) => name !== '')
  return (path, { from }) => {
    const isRooted = /^@?\//.test(path)
    const names = normalize(isRooted ? path.replace('@', '') : path)
    const relative = isRooted ? [] : normalize([...above, ...from.split('/').slice(0, -1), path].join('/'))
    const isInside = above.every((name, index) => relative[index] === name)
    const candidates = [
      ...(isInside ? [relative.slice(above.length)] : []),
      ...[names, withoutRoot(names, above)],
      // The name of the corpus may differ from that of its folder on the site.
      ...(isRooted ? [names.slice(1), names.slice(2)] : []),
    ]
    for (const candidate of candidates) {
      const whole = candidate.join('/')
      const found = exact.has(whole) ? whole : byPath.get(fold(whole))
      if (found !== undefined) return found
    }
    return findByEnd(fold(names.join('/')))
  }
}

/** A map that forgets a value when a key gets a second one. */
function createUniqueMap() {
  const values = new Map<string, string | undefined>()
  return {
    get: (key: string) => values.get(key),
    add: (key: string, value: string) => {
      values.set(key, values.has(key) && values.get(key) !== value ? undefined : value)
    },
  }
}

/** The end of a path, from some names on; all of it if it has fewer. */
function lastNames(path: string, count: number): string {
  let start = path.length
  for (let left = count; left > 0 && start >= 0; left--) start = path.lastIndexOf('/', start - 1)
  return path.slice(start + 1)
}

/** The names of a path without `.` and `..`; those that lead out of it are dropped. */
function normalize(path: string): string[] {
  const names: string[] = []
  for (const name of path.split('/')) {
    if (name === '..') names.pop()
    else if (name !== '.' && name !== '') names.push(name)
  }
  return names
}

/** The names after the last folders of the root, if they begin with those: in `site/blog`, `/blog/a.md` is `a.md`. */
function withoutRoot(names: readonly string[], root: readonly string[]): readonly string[] {
  for (let count = Math.min(names.length - 1, root.length); count > 0; count--) {
    if (root.slice(-count).every((name, index) => name === names[index])) return names.slice(count)
  }
  return names
}

function fold(path: string): string {
  return path.normalize('NFC').toLowerCase()
}
