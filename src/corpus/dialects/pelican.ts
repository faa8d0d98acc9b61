import type { CorpusProfile } from '../corpus-profile.ts'
import { asciiOf } from './ascii.ts'
import { dateTokens, localTime } from './date-parts.ts'
import type { Dialect, IgnoredReason, Page } from './dialect.ts'
import { encodePath } from './encode-path.ts'
import { findCommonIgnored } from './find-ignored.ts'
import { findIn } from './permalink.ts'
import { sitePath } from './site-path.ts'

/** Pelican (https://docs.getpelican.com/en/latest/settings.html#url-settings). Its settings are Python and not read. */
export const pelican: Dialect = {
  label: 'Pelican',
  findIgnored: (paths, profile) => {
    const pages = paths.filter((path) => /^(?:content\/)?pages\//.test(sitePath(path, profile)))
    return new Map([...pages.map((path): [string, IgnoredReason] => [path, 'page']), ...findCommonIgnored(paths)])
  },
  permalink: (page) => encodePath(`/${slugOf(page)}.html`),
  tokens: (page) => findIn({ slug: slugOf(page) }),
  idOf: tagUri,
}

/** The tag URI of a URL and its local date (`get_tag_uri` in Pelican's `feedgenerator`). */
function tagUri(url: string, { published }: Page, { timezone }: CorpusProfile): string {
  const { hostname, pathname } = new URL(url)
  const { year, month, day } = dateTokens(localTime(published, timezone))
  return `tag:${hostname},${year}-${month}-${day}:${pathname}`
}

/** The `Slug` of the article, or that of its title (`pelican.utils.slugify`). */
function slugOf({ slug, title }: Page): string {
  if (slug !== undefined) return slug
  return asciiOf(title)
    .replace(/[^\p{L}\p{N}_\s-]/gu, '')
    .trim()
    .replace(/[-\s_]+/g, '-')
    .toLowerCase()
}
