import type { IgnoredReason } from '../../model/ignored-reason.ts'
import type { CorpusProfile } from '../corpus-profile.ts'
import { splitPath } from './article-path.ts'
import { dateTokens, dayOfYear, localTime, monthName, weekdayName } from './date-parts.ts'
import type { Dialect, Page } from './dialect.ts'
import { encodePath, encodeWrittenPath, withFragment } from './encode-path.ts'
import { findCommonIgnored, isPageByFields } from './find-ignored.ts'
import { hasDate } from './has-date.ts'
import { hugoSanitize, withoutAccents } from './hugo-sanitize.ts'
import { type HugoSettings, hugoSettings, splitLanguage } from './hugo-settings.ts'
import { type FindToken, fillPattern, findAmong, type TokenValue } from './permalink.ts'
import { sitePath } from './site-path.ts'
import { findTopPages } from './top-pages.ts'
import { writtenTime } from './written-time.ts'

/** Hugo (https://gohugo.io/content-management/urls/, `resources/page/permalinks.go`). */
export const hugo: Dialect = {
  label: 'Hugo',
  findIgnored: (paths, profile) => {
    const settings = hugoSettings(profile)
    const below = (path: string) => splitLanguage(sitePath(path, profile), settings).path
    const pages = settings.isKnown ? findTopPages(paths, below) : []
    return new Map([...findBundled(paths), ...findCommonIgnored(paths), ...pages])
  },
  ignores: (page, profile) => {
    const settings = hugoSettings(profile)
    const { folder } = splitPath(splitLanguage(sitePath(page.path, profile), settings).path)
    const isTopPage = settings.isKnown && folder === '' && !hasDate(page, profile)
    return isTopPage || isPageByFields(page.fields) ? 'page' : undefined
  },
  permalink: (page, profile) => {
    const settings = hugoSettings(profile)
    const { path, language } = splitLanguage(sitePath(page.path, profile), settings)
    const { folder, name } = splitPath(path)
    const section = hugoSanitize(folder.split('/')[0] ?? '').toLowerCase()
    const pattern = settings.permalinks[section || '/']
    const filled =
      pattern === undefined
        ? encodePath(`/${toPath(folder, settings)}/${toPath(slugOf(page) ?? name, settings)}`.replace(/\/{2,}/g, '/'))
        : withoutPlus(fillPattern(pattern, hugoTokens(page, profile)))
    return languageFolder(language, settings) + withEnding(filled, section, settings)
  },
  ownPermalink: (path, page, profile) => {
    const settings = hugoSettings(profile)
    const { language } = splitLanguage(sitePath(page.path, profile), settings)
    const filled = /:[a-z]/i.test(path) ? fillPattern(path, hugoTokens(page, profile)) : encodeWrittenPath(path)
    const whole = `/${filled}`.replace(/\/{2,}/g, '/')
    const ended = whole.endsWith('/') || path.includes('.') ? whole : `${whole}/`
    return path.startsWith('/') ? ended : languageFolder(language, settings) + ended
  },
  languageOf: (path, profile) => {
    const settings = hugoSettings(profile)
    const isMultilingual = Object.keys(settings.languages).length > 0
    return isMultilingual ? splitLanguage(sitePath(path, profile), settings).language : undefined
  },
  tokens: (page, profile) => {
    const find = hugoTokens(page, profile)
    return (name) => {
      if (name === 'lang') return hugo.languageOf?.(page.path, profile)
      return ['title', 'slug', 'filename'].includes(name) ? undefined : find(name)
    }
  },
  idOf: withFragment,
}

/** The files of bundles (https://gohugo.io/content-management/page-bundles/#leaf-bundles) but for the index of each. */
function findBundled(paths: readonly string[]): Map<string, IgnoredReason> {
  const isIndex = (path: string) => /\/index(?:\.[\w-]+)?\.\w+$/.test(path)
  const bundles = new Set(paths.filter(isIndex).map(folderOf))
  const isInBundle = (path: string): boolean => path !== '' && (bundles.has(path) || isInBundle(folderOf(path)))
  const bundled = paths.filter((path) => isInBundle(isIndex(path) ? folderOf(folderOf(path)) : folderOf(path)))
  return new Map(bundled.map((path) => [path, 'page']))
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0))
}

/** The tokens of Hugo's `PermalinkExpander`. */
const tokens: Readonly<Record<string, (file: HugoFile) => TokenValue>> = {
  year: ({ local }) => dateTokens(local).year,
  month: ({ local }) => dateTokens(local).month,
  day: ({ local }) => dateTokens(local).day,
  monthname: ({ local, settings }) => toCase(monthName(local), settings),
  weekday: ({ local }) => String(local.getUTCDay()),
  weekdayname: ({ local, settings }) => toCase(weekdayName(local), settings),
  yearday: ({ local }) => String(dayOfYear(local)),
  section: ({ folder, settings }) => toPath(folder.split('/')[0] ?? '', settings),
  sections: ({ folder, settings }) => (folder === '' ? [] : toPath(folder, settings).split('/')),
  title: ({ page, settings }) => toPath(page.title, settings),
  slug: ({ page, settings }) => toPath(slugOf(page) ?? page.title, settings),
  filename: ({ name, settings }) => toPath(name, settings),
  slugorfilename: ({ page, name, settings }) => toPath(slugOf(page) ?? name, settings),
  contentbasename: ({ name, settings }) => toPath(name, settings),
  slugorcontentbasename: ({ page, name, settings }) => toPath(slugOf(page) ?? name, settings),
}

interface HugoFile {
  page: Page
  settings: HugoSettings
  /** The folders and the name below the content of its language. */
  folder: string
  name: string
  /** The date whose UTC fields are the local ones. */
  local: Date
}

function hugoTokens(page: Page, profile: CorpusProfile): FindToken {
  const settings = hugoSettings(profile)
  const place = splitPath(splitLanguage(sitePath(page.path, profile), settings).path)
  const local = writtenTime(page) ?? localTime(page.published, profile.timezone)
  return findAmong(tokens, { page, settings, ...place, local })
}

/** The slug of the front matter without hyphens around it. */
function slugOf({ slug }: Page): string | undefined {
  return slug?.replace(/^-+|(?<!-)-+$/g, '') || undefined
}

/** Hugo reads the result of a pattern as a query, in which a plus is a blank. */
function withoutPlus(path: string): string {
  return path.replace(/\+$/, '').replace(/-?\++-?/g, '-')
}

function toPath(text: string, settings: HugoSettings): string {
  const sanitized = hugoSanitize(settings.removesAccents ? withoutAccents(text) : text)
  return toCase(sanitized, settings)
}

function toCase(text: string, { keepsCase }: HugoSettings): string {
  return keepsCase ? text : text.replaceAll('İ', 'i').toLowerCase()
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
