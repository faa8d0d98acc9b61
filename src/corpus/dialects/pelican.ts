import type { IgnoredReason } from '../../model/ignored-reason.ts'
import type { CorpusProfile } from '../corpus-profile.ts'
import { asciiOf } from './ascii.ts'
import { dateTokens, localTime } from './date-parts.ts'
import type { Dialect, Page } from './dialect.ts'
import { encodePath } from './encode-path.ts'
import { findCommonIgnored } from './find-ignored.ts'
import { findIn } from './permalink.ts'
import { sitePath } from './site-path.ts'
import { writtenTime } from './written-time.ts'

/** Pelican (https://docs.getpelican.com/en/latest/settings.html#url-settings). Its settings are Python and not read. */
export const pelican: Dialect = {
  label: 'Pelican',
  findIgnored: (paths, profile) => {
    const pages = paths.filter((path) => /^(?:content\/)?pages\//.test(sitePath(path, profile)))
    return new Map([...pages.map((path): [string, IgnoredReason] => [path, 'page']), ...findCommonIgnored(paths)])
  },
  permalink: (page, profile) => encodePath(`/${slugOf(page)}${languageSuffix(page, profile)}.html`),
  tokens: (page, profile) => findIn({ slug: slugOf(page), ...dateTokens(localDate(page, profile)) }),
  idOf: tagUri,
}

/** The tag URI of a URL and its local date (`get_tag_uri` in Pelican's `feedgenerator`). */
function tagUri(url: string, page: Page, profile: CorpusProfile): string {
  const { hostname, pathname } = new URL(url)
  const { year, month, day } = dateTokens(localDate(page, profile))
  return `tag:${hostname},${year}-${month}-${day}:${pathname}`
}

function localDate(page: Page, { timezone }: CorpusProfile): Date {
  return writtenTime(page) ?? localTime(page.published, timezone)
}

/** The ending of an article in another language than that of the site (`ARTICLE_LANG_URL`). */
function languageSuffix({ fields: { lang } }: Page, { language = 'en' }: CorpusProfile): string {
  return typeof lang === 'string' && lang.toLowerCase() !== language.toLowerCase() ? `-${lang}` : ''
}

/** The `Slug` of the article, or that of its title (`pelican.utils.slugify`). */
function slugOf({ slug, title }: Page): string {
  if (slug !== undefined) return slug
  return asciiOf(title.replace(/<[^<>]*>/g, ''))
    .replace(/[^\p{L}\p{N}_\s-]/gu, '')
    .trim()
    .replace(/[-\s]+/g, '-')
    .toLowerCase()
}
