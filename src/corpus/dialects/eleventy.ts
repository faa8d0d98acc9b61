import { dateInPath, splitPath } from './article-path.ts'
import type { Dialect } from './dialect.ts'
import { encodePath, encodeWrittenPath } from './encode-path.ts'
import { findCommonIgnored, isPageByFields } from './find-ignored.ts'
import { sitePath } from './site-path.ts'

/** Eleventy (https://www.11ty.dev/docs/permalinks/, `src/TemplatePermalink.js`). A date in the name stays in the URL. */
export const eleventy: Dialect = {
  label: 'Eleventy',
  findIgnored: findCommonIgnored,
  ignores: ({ fields }) => (isPageByFields(fields) ? 'page' : undefined),
  dateInPath,
  permalink: ({ path }, profile) => {
    const { folder, name } = splitPath(sitePath(path, profile))
    const isFolderItself = folder.slice(folder.lastIndexOf('/') + 1) === name
    return encodePath(`/${folder}/${isFolderItself ? '' : name}/`.replace(/\/{2,}/g, '/'))
  },
  ownPermalink: (path) => encodeWrittenPath(`/${path}`.replace(/\/{2,}/g, '/').replace(/\/index\.html$/, '/')),
  idOf: (url) => url,
}
