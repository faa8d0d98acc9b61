import type { CorpusProfile } from '../corpus-profile.ts'
import { splitPath } from './article-path.ts'
import type { Dialect } from './dialect.ts'
import { encodePath, encodeWrittenPath } from './encode-path.ts'
import { findCommonIgnored, isPageByFields } from './find-ignored.ts'
import { sitePath } from './site-path.ts'

/**
 * A generator whose sites decide about URLs in their code: most use the path of the file, or the `slug` in place of its name,
 * or a `slug` with a leading slash in place of the path.
 *
 * @param spell how a folder or name of the path is spelled in the URL
 */
export function folderSite(
  label: string,
  spell: (folderOrName: string, profile: CorpusProfile) => string = (text) => text,
): Dialect {
  return {
    label,
    findIgnored: findCommonIgnored,
    ignores: ({ fields }) => (isPageByFields(fields) ? 'page' : undefined),
    permalink: ({ path, slug }, profile) => {
      const { folder, name } = splitPath(sitePath(path, profile))
      const folders = folder.split('/').map((part) => spell(part, profile))
      if (slug?.startsWith('/')) return encodeWrittenPath(slug)
      return encodePath(`/${folders.join('/')}/${slug ?? spell(name, profile)}/`.replace(/\/{2,}/g, '/'))
    },
    idOf: (url) => url,
  }
}
