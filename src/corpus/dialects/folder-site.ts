import { splitPath } from './article-path.ts'
import type { Dialect } from './dialect.ts'
import { encodePath, encodeWrittenPath } from './encode-path.ts'
import { findCommonIgnored, isPageByFields } from './find-ignored.ts'
import { sitePath } from './site-path.ts'

/**
 * A generator whose sites decide about URLs in their code: most use the path of the file, or the `slug` in place of its name,
 * or a `slug` with a leading slash in place of the path.
 */
export function folderSite(label: string): Dialect {
  return {
    label,
    findIgnored: findCommonIgnored,
    ignores: ({ fields }) => (isPageByFields(fields) ? 'page' : undefined),
    permalink: ({ path, slug }, profile) => {
      const { folder, name } = splitPath(sitePath(path, profile))
      if (slug?.startsWith('/')) return encodeWrittenPath(slug)
      return encodePath(`/${folder}/${slug ?? name}/`.replace(/\/{2,}/g, '/'))
    },
    idOf: (url) => url,
  }
}
