import type { CorpusProfile } from '../corpus-profile.ts'
import { dateInPath, splitPath } from './article-path.ts'
import { dateTokens, dayOfYear, englishName, localTime } from './date-parts.ts'
import type { Dialect, Page } from './dialect.ts'
import { encodeWrittenPath } from './encode-path.ts'
import { findCommonIgnored, isPageByFields } from './find-ignored.ts'
import { hugoSanitize, withoutAccents } from './hugo-sanitize.ts'
import { type HugoSettings, hugoSettings, splitLanguage } from './hugo-settings.ts'
import { fillPattern, type Tokens } from './permalink.ts'
import { sitePath } from './site-path.ts'
import { findTopPages } from './top-pages.ts'

/** Hugo (https://gohugo.io/content-management/urls/, `resources/page/permalinks.go`). */
export const hugo: Dialect = {
  label: 'Hugo',
  findIgnored: (paths, profile) => {
    const settings = hugoSettings(profile)
    const below = (path: string) => splitLanguage(sitePath(path, profile), settings).path
    return new Map([...findCommonIgnored(paths), ...(settings.isKnown ? findTopPages(paths, below) : [])])
  },
  ignores: ({ path, fields }, profile) => {
    const settings = hugoSettings(profile)
    const { folder } = splitPath(splitLanguage(sitePath(path, profile), settings).path)
    const isUndated = !['date', 'publishdate', 'pubdate', 'published'].some((name) => fields[name]) && !dateInPath(path)
    return (settings.isKnown && folder === '' && isUndated) || isPageByFields(fields) ? 'page' : undefined
  },
  dateInPath,
  permalink: (page, profile) => {
    const settings = hugoSettings(profile)
    const { path, language } = splitLanguage(sitePath(page.path, profile), settings)
    const { folder, name } = splitPath(path)
    const [section = ''] = folder.split('/')
    const pattern = settings.permalinks[section === '' ? '/' : section]
    const known = pattern === undefined ? `/:folder/:urlname` : pattern
    const filled = fillPattern(known, {
      ...hugoTokens(page, profile),
      folder: toPath(folder, settings),
      urlname: toPath(page.slug ?? name, settings),
    })
    return languageFolder(language, settings) + withEnding(filled, section, settings)
  },
  ownPermalink: (path, page, profile) => {
    const settings = hugoSettings(profile)
    const { language } = splitLanguage(sitePath(page.path, profile), settings)
    const filled = /:[a-z]/i.test(path) ? fillPattern(path, hugoTokens(page, profile)) : encodeWrittenPath(path)
    const ended = withEnding(`/${filled}`.replace(/\/{2,}/g, '/'), '', { ...settings, uglyUrls: false })
    return path.startsWith('/') ? ended : languageFolder(language, settings) + ended
  },
  tokens: (page, profile) => {
    const { title, slug, filename, ...others } = hugoTokens(page, profile)
    return others
  },
  idOf: (url) => url,
}

function hugoTokens(page: Page, profile: CorpusProfile): Tokens {
  const settings = hugoSettings(profile)
  const { path, language } = splitLanguage(sitePath(page.path, profile), settings)
  const { folder, name } = splitPath(path)
  const sections = folder === '' ? [] : toPath(folder, settings).split('/')
  const local = writtenTime(page) ?? localTime(page.published, profile.timezone)
  const [title, filename] = [toPath(page.title, settings), toPath(name, settings)]
  const slug = page.slug === undefined ? undefined : toPath(page.slug, settings)
  return {
    ...dateTokens(local),
    monthname: toCase(englishName(local, { month: 'long' }), settings),
    weekday: String(local.getUTCDay()),
    weekdayname: toCase(englishName(local, { weekday: 'long' }), settings),
    yearday: String(dayOfYear(local)),
    section: sections[0] ?? '',
    sections,
    title,
    slug: slug ?? title,
    filename,
    slugorfilename: slug ?? filename,
    contentbasename: filename,
    slugorcontentbasename: slug ?? filename,
    lang: language,
  }
}

/** The local time in the zone that the article's date names, which Hugo keeps; undefined without one. */
function writtenTime({ published, fields }: Page): Date | undefined {
  const date = fields.date ?? fields.publishdate ?? fields.pubdate ?? fields.published
  const text = date instanceof Date ? date.toISOString() : String(date)
  const zone = /:\d\d(?:\.\d+)? ?(?:(Z)|([+-])(\d\d):?(\d\d))$/i.exec(text)
  if (!zone) return undefined
  const [, utc, sign, hours, minutes] = zone
  const offset = utc ? 0 : (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1)
  return new Date(published.getTime() + offset * 60_000)
}

function toPath(text: string, settings: HugoSettings): string {
  const sanitized = hugoSanitize(settings.removesAccents ? withoutAccents(text) : text)
  return toCase(sanitized, settings)
}

function toCase(text: string, { keepsCase }: HugoSettings): string {
  return keepsCase ? text : text.toLowerCase()
}

function languageFolder(language: string, { languages, defaultLanguage, isDefaultInFolder }: HugoSettings): string {
  if (!Object.hasOwn(languages, language)) return ''
  return language !== defaultLanguage || isDefaultInFolder ? `/${language}` : ''
}

function withEnding(path: string, section: string, { uglyUrls }: HugoSettings): string {
  if (/\/$|\.(?:html?|xml|json|txt)$/i.test(path)) return path
  const isUgly = typeof uglyUrls === 'boolean' ? uglyUrls : (uglyUrls[section] ?? false)
  return isUgly ? `${path}.html` : `${path}/`
}
