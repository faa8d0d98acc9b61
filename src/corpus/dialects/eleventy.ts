import { splitPath, withoutDate } from './article-path.ts'
import type { Dialect } from './dialect.ts'
import { encodePath, encodeWrittenPath, withNumberSigns } from './encode-path.ts'
import { findCommonIgnored, isPageByFields } from './find-ignored.ts'
import { sitePath } from './site-path.ts'

/**
 * Eleventy (https://www.11ty.dev/docs/permalinks/). Without a `permalink` it keeps a date that is in the name of a file, but
 * sites with such names set `permalink` for the folder, in code or a template, to a path with `page.fileSlug`, which does not.
 */
export const eleventy: Dialect = {
  label: 'Eleventy',
  findIgnored: findCommonIgnored,
  ignores: ({ fields }) => (isPageByFields(fields) ? 'page' : undefined),
  permalink: ({ path, slug }, profile) => {
    const { folder, name: dated } = splitPath(sitePath(path, profile))
    const name = slug ?? withoutDate(dated)
    const isFolderItself = folder.slice(folder.lastIndexOf('/') + 1) === name
    return encodePath(`/${folder}/${isFolderItself ? '' : name}/`.replace(/\/{2,}/g, '/'))
  },
  ownPermalink: (path) => encodeWrittenPath(`/${path}`.replace(/\/{2,}/g, '/').replace(/\/index\.html$/, '/')),
  idOf: withNumberSigns,
}
