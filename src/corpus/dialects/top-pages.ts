import type { IgnoredReason } from '../../model/ignored-reason.ts'
import { splitPath } from './article-path.ts'

/** A site whose sections have its articles has few pages beside them; where there are more, these are the articles. */
const MAX_SHARE = 0.25

/**
 * The pages directly at the top of a site, such as `about.md` and `boost/index.md`, if they are few and the others are in
 * sections.
 *
 * @param below the path of a file below the top
 */
export function findTopPages(paths: readonly string[], below: (path: string) => string): Map<string, IgnoredReason> {
  const listed = paths.filter((path) => !/(?:^|\/)_index\./i.test(path))
  const top = listed.filter((path) => splitPath(below(path)).folder === '')
  return new Map(top.length <= listed.length * MAX_SHARE ? top.map((path) => [path, 'page']) : [])
}
