import { splitPath } from './article-path.ts'
import type { IgnoredReason } from './dialect.ts'

/**
 * The pages directly at the top of a site, such as `about.md` and `boost/index.md`, if most files are in sections below it.
 * Otherwise the articles themselves are at the top.
 *
 * @param below the path of a file below the top
 */
export function findTopPages(paths: readonly string[], below: (path: string) => string): Map<string, IgnoredReason> {
  const listed = paths.filter((path) => !/(?:^|\/)_index\./i.test(path))
  const top = listed.filter((path) => splitPath(below(path)).folder === '')
  return new Map(top.length * 2 < listed.length ? top.map((path) => [path, 'page']) : [])
}
