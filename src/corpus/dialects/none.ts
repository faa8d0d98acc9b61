import { dateInPath, withoutExtension, withoutIndex } from './article-path.ts'
import type { Dialect } from './dialect.ts'
import { encodePath } from './encode-path.ts'
import { findCommonIgnored, isPageByFields } from './find-ignored.ts'
import { sitePath } from './site-path.ts'

/** A folder of articles of no known generator: a URL is the path without extension. */
export const none: Dialect = {
  label: 'Plain folder',
  findIgnored: findCommonIgnored,
  ignores: ({ fields }) => (isPageByFields(fields) ? 'page' : undefined),
  dateInPath,
  permalink: ({ path }, profile) => encodePath(`/${withoutIndex(withoutExtension(sitePath(path, profile)))}`),
  idOf: (url) => url,
}
