import picomatch from 'picomatch'

type Matcher = (path: string) => boolean

/** Whether a path matches any of the globs, relative to the same folder. `*` stays within a folder, `**` does not. */
export function createGlobMatcher(globs: readonly string[]): Matcher {
  const key = globs.join('\n')
  const cached = matchers.get(key)
  if (cached) return cached
  const matcher = globs.length === 0 ? () => false : picomatch([...globs])
  if (matchers.size >= MAX_MATCHERS) matchers.clear()
  matchers.set(key, matcher)
  return matcher
}

/** Every article asks for the same few. */
const matchers = new Map<string, Matcher>()
const MAX_MATCHERS = 1000

/** Whether a glob can match paths relative to CONTENT_DIR. */
export function isRelativeGlob(glob: string): boolean {
  return glob.trim() !== '' && !/^\.{0,2}\/|\\|(^|\/)\.\.(\/|$)/.test(glob)
}
