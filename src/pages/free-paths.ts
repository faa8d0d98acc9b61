/** The suffixes of compressed variants, which are files of their own. */
const VARIANTS = ['', '.gz', '.br']

/** The longest part of a path and the longest path, in bytes, that every file system takes with what is added to them. */
const MAX_NAME_BYTES = 200
const MAX_PATH_BYTES = 1000

/**
 * Creates a function that takes the file of a page's former path, such as `2019/old/index.html` for `2019/old`, and
 * `2019/old.html` for itself. It is undefined where a file of that name could not be written, is taken or would hide others.
 *
 * @param taken the paths of all other files
 */
export function createFreePaths(taken: Iterable<string>): (former: string) => string | undefined {
  const files = new Set<string>()
  const folders = new Set<string>()
  const take = (path: string): void => {
    for (const variant of VARIANTS) files.add(path + variant)
    for (const folder of foldersOf(path)) folders.add(folder)
  }
  for (const path of taken) take(path)
  return (former) => {
    const path = /\.html?$/i.test(former) ? former : `${former}/index.html`
    if (!path.split('/').every(isName) || Buffer.byteLength(path) > MAX_PATH_BYTES) return undefined
    if (VARIANTS.some((variant) => files.has(path + variant) || folders.has(path + variant))) return undefined
    if (foldersOf(path).some((folder) => files.has(folder))) return undefined
    take(path)
    return path
  }
}

/** The folders that a file is in, such as `a` and `a/b`. */
function foldersOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1)
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'))
}

/** Whether it is the name of a visible file on every system. */
function isName(part: string): boolean {
  return /^[^.\p{Cc}\\/:*?"<>|][^\p{Cc}\\/:*?"<>|]*$/u.test(part) && Buffer.byteLength(part) <= MAX_NAME_BYTES
}
