import { hash } from 'node:crypto'
import type { IgnoredReason } from '../../model/ignored-reason.ts'
import type { CorpusProfile } from '../corpus-profile.ts'
import { withoutExtension } from './article-path.ts'
import { dateTokens, localTime } from './date-parts.ts'
import type { Dialect, Page } from './dialect.ts'
import { encodeWrittenPath, withNumberSigns } from './encode-path.ts'
import { findCommonIgnored } from './find-ignored.ts'
import { type HexoSettings, hexoSettings, hexoSlug, parsePostName } from './hexo-settings.ts'
import { type FindToken, fieldToken, fillPattern, findIn, type Tokens } from './permalink.ts'
import { textsOf } from './site-config.ts'
import { sitePath } from './site-path.ts'

const POSTS = /^(?:.*\/)?_posts\//

/** Hexo (https://hexo.io/docs/permalinks, `lib/plugins/filter/post_permalink.ts`). */
export const hexo: Dialect = {
  label: 'Hexo',
  findIgnored,
  permalink: (page, profile) => {
    const settings = hexoSettings(profile)
    return withEnding(fillPattern(settings.permalink, findToken(page, profile, settings)), settings)
  },
  ownPermalink: (path, _page, profile) =>
    withEnding(encodeWrittenPath(`/${path}`.replace(/\/{2,}/g, '/')), hexoSettings(profile)),
  tokens: (page, profile) => {
    const { category, name, post_title } = hexoTokens(page, profile)
    return findIn({ category, name, post_title })
  },
  idOf: withNumberSigns,
}

/** The files outside of `_posts`, if there are posts. */
function findIgnored(paths: readonly string[], profile: CorpusProfile): Map<string, IgnoredReason> {
  const hasPosts = paths.some((path) => POSTS.test(sitePath(path, profile)))
  const pages = paths.filter((path) => hasPosts && !POSTS.test(sitePath(path, profile)))
  return new Map([...pages.map((path): [string, IgnoredReason] => [path, 'page']), ...findCommonIgnored(paths)])
}

function findToken(page: Page, profile: CorpusProfile, { permalinkDefaults }: HexoSettings): FindToken {
  const find = findIn(hexoTokens(page, profile))
  const findDefault = findIn(permalinkDefaults)
  return (name) => find(name) ?? fieldToken(name, page) ?? findDefault(name)
}

function hexoTokens(page: Page, profile: CorpusProfile): Tokens {
  const settings = hexoSettings(profile)
  const { title, ...named } = parsePostName(
    withoutExtension(sitePath(page.path, profile).replace(POSTS, '')),
    settings.newPostName,
  )
  const dates = dateTokens(localDate(page, profile))
  const timestamp = String(Math.floor(page.published.getTime() / 1000))
  return {
    ...named,
    ...dates,
    i_month: String(Number(dates.month)),
    i_day: String(Number(dates.day)),
    timestamp,
    title,
    name: title.slice(title.lastIndexOf('/') + 1),
    post_title: hexoSlug(page.title, 1),
    hash: hash('sha1', title + timestamp).slice(0, 12),
    category: categoryOf(page, settings),
  }
}

/** A timestamp of YAML with a zone, of which Hexo keeps the time in UTC and takes it for local. */
const YAML_ZONED = /:\d\d(?:\.\d+)? *(?:Z|[+-]\d\d?:\d\d)$/i

function localDate({ published, fields: { date } }: Page, { timezone }: CorpusProfile): Date {
  return YAML_ZONED.test(String(date)) ? published : localTime(published, timezone)
}

/** The folders of the last category; each item of a list is below the one before it, unless it is a list itself. */
function categoryOf({ fields }: Page, { defaultCategory, categoryMap, filenameCase }: HexoSettings): string {
  const written: unknown[] = [fields.categories ?? fields.category ?? []].flat()
  const branch = textsOf(written.some(Array.isArray) ? written.at(-1) : written)
  if (branch.length === 0) return defaultCategory
  return branch.map((name) => hexoSlug(categoryMap[name] ?? name, filenameCase)).join('/')
}

function withEnding(path: string, { hasAssetFolders, trailingIndex, trailingHtml }: HexoSettings): string {
  const whole = hasAssetFolders && !/(?:\/|\.html)$/.test(path) ? `${path}/` : path
  const withIndex = trailingIndex ? whole : whole.replace(/\/index\.html$/, '/')
  return trailingHtml || withIndex.endsWith('/index.html') ? withIndex : withIndex.replace(/\.html$/, '')
}
