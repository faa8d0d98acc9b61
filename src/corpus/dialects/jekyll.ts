import type { CorpusProfile } from '../corpus-profile.ts'
import { createGlobMatcher } from '../glob.ts'
import { dateInPath, splitPath, withoutDate, withoutExtension } from './article-path.ts'
import { dateTokens, dayOfYear, localTime, monthName, weekdayName } from './date-parts.ts'
import type { Dialect, IgnoredReason, Page } from './dialect.ts'
import { encodePath } from './encode-path.ts'
import { findCommonIgnored, isPageByFields } from './find-ignored.ts'
import { isoWeek } from './iso-week.ts'
import { defaultFor, findPlace, type JekyllSettings, jekyllSettings } from './jekyll-settings.ts'
import { fillPattern, type Tokens } from './permalink.ts'
import { sitePath } from './site-path.ts'

/** Jekyll (https://jekyllrb.com/docs/permalinks/, `lib/jekyll/url.rb`, `drops/url_drop.rb`). */
export const jekyll: Dialect = {
  label: 'Jekyll',
  findIgnored,
  ignores: ({ path, fields }, profile) => {
    const { collection } = findPlace(sitePath(path, profile), jekyllSettings(profile))
    return collection === undefined && isPageByFields(fields) ? 'page' : undefined
  },
  dateInPath,
  permalink: (page, profile) => {
    const settings = jekyllSettings(profile)
    const path = sitePath(page.path, profile)
    const { collection } = findPlace(path, settings)
    const pattern = defaultFor('permalink', path, collection, settings) ?? patternOf(collection, settings)
    return fill(styles[pattern] ?? pattern, page, profile)
  },
  ownPermalink: fill,
  tokens: (page, profile) => ({ categories: categoriesOf(page, profile) }),
  idOf: (url, page) => `${url.replace(/\/[^/]*\/?$/, '')}/${encodePath(slugOf(page))}`,
}

const styles: Record<string, string> = {
  date: '/:categories/:year/:month/:day/:title:output_ext',
  pretty: '/:categories/:year/:month/:day/:title/',
  ordinal: '/:categories/:year/:y_day/:title:output_ext',
  weekdate: '/:categories/:year/W:week/:short_day/:title:output_ext',
  none: '/:categories/:title:output_ext',
}

/** The files outside of posts and collections, if there are posts; else no generator's structure is known. */
function findIgnored(paths: readonly string[], profile: CorpusProfile): Map<string, IgnoredReason> {
  const settings = jekyllSettings(profile)
  const ignored = findCommonIgnored(paths)
  const placeOf = (path: string) => findPlace(sitePath(path, profile), settings).collection
  const hasPosts = paths.some((path) => placeOf(path) === 'posts')
  const isExcluded = createGlobMatcher(settings.exclude)
  for (const path of paths) {
    const collection = placeOf(path)
    const isUndatedPost = settings.isKnown && collection === 'posts' && dateInPath(path) === undefined
    if (collection === 'drafts') ignored.set(path, 'draft')
    else if ((hasPosts && collection === undefined) || isUndatedPost || isExcluded(sitePath(path, profile)))
      ignored.set(path, 'page')
  }
  return ignored
}

function patternOf(collection: string | undefined, { permalink, collections }: JekyllSettings): string {
  if (collection === 'posts' || collection === undefined) return collections.posts?.permalink ?? permalink
  const ending = /^(?:date|ordinal|none)$|:output_ext$/.test(permalink)
    ? ':output_ext'
    : /^pretty$|\/$/.test(permalink)
      ? '/'
      : ''
  return collections[collection]?.permalink ?? `/:collection/:path${ending}`
}

function fill(pattern: string, page: Page, profile: CorpusProfile): string {
  const path = fillPattern(pattern, jekyllTokens(page, profile))
  return path
    .replaceAll('..', '/')
    .replaceAll('./', '')
    .replace(/\/{2,}/g, '/')
}

function jekyllTokens(page: Page, profile: CorpusProfile): Tokens {
  const { collection = 'posts', below } = findPlace(sitePath(page.path, profile), jekyllSettings(profile))
  const local = localTime(page.published, profile.timezone)
  const { year, month, day, ...time } = dateTokens(local)
  const categories = categoriesOf(page, profile)
  const week = isoWeek(local)
  return {
    ...time,
    year,
    month,
    day,
    short_year: year.slice(2),
    i_month: String(Number(month)),
    i_day: String(Number(day)),
    short_month: monthName(local).slice(0, 3),
    long_month: monthName(local),
    short_day: weekdayName(local).slice(0, 3),
    long_day: weekdayName(local),
    y_day: String(dayOfYear(local)).padStart(3, '0'),
    w_day: String(local.getUTCDay() || 7),
    w_year: String(week.year),
    week: String(week.number).padStart(2, '0'),
    title: slugify(slugOf(page), 'pretty'),
    slug: slugify(slugOf(page)).toLowerCase(),
    name: slugify(splitPath(page.path).name).toLowerCase(),
    path: withoutExtension(below).replace(/\.+$/, ''),
    collection,
    categories,
    slugified_categories: [...new Set(categories.map((category) => slugify(category).toLowerCase()))],
    output_ext: '.html',
  }
}

/** The `slug` of the front matter, or the file's name without the date. */
function slugOf({ path, slug }: Page): string {
  return slug ?? withoutDate(withoutExtension(path.slice(path.lastIndexOf('/') + 1))).replace(/\.+$/, '')
}

/** Those of the folders above `_posts`, of the configuration and of the front matter, in lower case. */
function categoriesOf({ path, fields }: Page, profile: CorpusProfile): string[] {
  const settings = jekyllSettings(profile)
  const place = findPlace(sitePath(path, profile), settings)
  const written =
    typeof fields.categories === 'string' ? fields.categories.split(/\s+/) : [fields.categories ?? []].flat()
  const configured = defaultFor('categories', sitePath(path, profile), place.collection, settings) ?? []
  const all = [...place.above, ...configured, ...written, ...[fields.category ?? []].flat()]
  return [...new Set(all.map((category) => String(category).toLowerCase()))].filter((category) => category !== '')
}

/** Jekyll's `slugify`: `pretty` keeps what URLs can contain. */
function slugify(text: string, mode: 'default' | 'pretty' = 'default'): string {
  const replaced = mode === 'pretty' ? /[^\p{M}\p{L}\p{Nd}._~!$&'()+,;=@]+/gu : /[^\p{M}\p{L}\p{Nd}]+/gu
  return text.replace(replaced, '-').replace(/^-|-$/g, '')
}
