import { splitPath } from './article-path.ts'
import type { Dialect } from './dialect.ts'
import { encodePath, encodeWrittenPath } from './encode-path.ts'
import { findCommonIgnored, isPageByFields } from './find-ignored.ts'
import { sitePath } from './site-path.ts'

/** A folder of articles of no known generator: a URL is the path without extension, with the `slug` for the name. */
export const none: Dialect = {
  label: 'Plain folder',
  findIgnored: findCommonIgnored,
  ignores: ({ fields }) => (isPageByFields(fields) ? 'page' : undefined),
  permalink: ({ path, slug }, profile) => {
    const { folder, name } = splitPath(sitePath(path, profile))
    if (slug?.startsWith('/')) return encodeWrittenPath(slug)
    return encodePath(`/${folder}/${slug ?? name}`.replace(/\/{2,}/g, '/'))
  },
  idOf: (url) => url,
}
