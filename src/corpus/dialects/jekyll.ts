import type { IgnoredReason } from '../../model/ignored-reason.ts'
import type { CorpusProfile } from '../corpus-profile.ts'
import { dateInPath } from '../date-in-path.ts'
import { createGlobMatcher } from '../glob.ts'
import { splitPath, withoutDate, withoutExtension } from './article-path.ts'
import { dateTokens, dayOfYear, localTime, monthName, weekdayName } from './date-parts.ts'
import type { Dialect, Page } from './dialect.ts'
import { encodePath, withFragment } from './encode-path.ts'
import { findCommonIgnored, isPageByFields } from './find-ignored.ts'
import { isoWeek } from './iso-week.ts'
import { defaultFor, findPlace, type JekyllPlace, type JekyllSettings, jekyllSettings } from './jekyll-settings.ts'
import { type FindToken, fillPattern, findAmong, findIn, type TokenValue } from './permalink.ts'
import { textsOf } from './site-config.ts'
import { sitePath } from './site-path.ts'

/** Jekyll (https://jekyllrb.com/docs/permalinks/, `lib/jekyll/url.rb`, `drops/url_drop.rb`). */
export const jekyll: Dialect = {
  label: 'Jekyll',
  findIgnored,
  ignores: ({ path, fields }, profile) => {
    const { collection } = findPlace(sitePath(path, profile), jekyllSettings(profile))
    return collection === undefined && isPageByFields(fields) ? 'page' : undefined
  },
  permalink: (page, profile) => {
    const settings = jekyllSettings(profile)
    const path = sitePath(page.path, profile)
    const { collection } = findPlace(path, settings)
    const pattern = defaultFor('permalink', path, collection, settings) ?? patternOf(collection, settings)
    return fill(styles[pattern] ?? pattern, page, profile)
  },
  ownPermalink: fill,
  tokens: (page, profile) => findIn({ categories: categoriesOf(page, profile) }),
  idOf: (url, page) => `${url.replace(/\/[^/]*\/?$/, '')}/${withFragment(encodePath(slugOf(page)))}`,
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

/** The tokens of Jekyll's `UrlDrop`. */
const tokens: Readonly<Record<string, (file: JekyllFile) => TokenValue>> = {
  year: ({ local }) => dateTokens(local).year,
  short_year: ({ local }) => dateTokens(local).year.slice(2),
  month: ({ local }) => dateTokens(local).month,
  i_month: ({ local }) => String(local.getUTCMonth() + 1),
  short_month: ({ local }) => monthName(local).slice(0, 3),
  long_month: ({ local }) => monthName(local),
  day: ({ local }) => dateTokens(local).day,
  i_day: ({ local }) => String(local.getUTCDate()),
  y_day: ({ local }) => String(dayOfYear(local)).padStart(3, '0'),
  w_day: ({ local }) => String(local.getUTCDay() || 7),
  short_day: ({ local }) => weekdayName(local).slice(0, 3),
  long_day: ({ local }) => weekdayName(local),
  w_year: ({ local }) => String(isoWeek(local).year),
  week: ({ local }) => String(isoWeek(local).number).padStart(2, '0'),
  hour: ({ local }) => dateTokens(local).hour,
  minute: ({ local }) => dateTokens(local).minute,
  second: ({ local }) => dateTokens(local).second,
  title: ({ page }) => slugify(slugOf(page), 'pretty'),
  slug: ({ page }) => slugify(slugOf(page)).toLowerCase(),
  name: ({ page }) => slugify(splitPath(page.path).name).toLowerCase(),
  path: ({ place }) => withoutExtension(place.below).replace(/(?<!\.)\.+$/, ''),
  collection: ({ place }) => place.collection ?? 'posts',
  categories: ({ page, profile }) => categoriesOf(page, profile),
  slugified_categories: ({ page, profile }) => [
    ...new Set(categoriesOf(page, profile).map((category) => slugify(category).toLowerCase())),
  ],
  output_ext: () => '.html',
}

interface JekyllFile {
  page: Page
  profile: CorpusProfile
  place: JekyllPlace
  /** The date whose UTC fields are those of the site's time zone. */
  local: Date
}

function jekyllTokens(page: Page, profile: CorpusProfile): FindToken {
  const place = findPlace(sitePath(page.path, profile), jekyllSettings(profile))
  return findAmong(tokens, { page, profile, place, local: localTime(page.published, profile.timezone) })
}

/** The `slug` of the front matter, or the file's name without the date. */
function slugOf({ path, slug }: Page): string {
  return slug ?? withoutDate(withoutExtension(path.slice(path.lastIndexOf('/') + 1))).replace(/(?<!\.)\.+$/, '')
}

/** Those of the folders above `_posts`, of the configuration and of the front matter, in lower case. */
function categoriesOf({ path, fields }: Page, profile: CorpusProfile): string[] {
  const settings = jekyllSettings(profile)
  const place = findPlace(sitePath(path, profile), settings)
  const { categories } = fields
  const written = typeof categories === 'string' ? categories.split(/\s+/) : textsOf(categories)
  const configured = defaultFor('categories', sitePath(path, profile), place.collection, settings) ?? []
  const all = [...place.above, ...configured, ...written, ...textsOf(fields.category)]
  return [...new Set(all.map((category) => category.toLowerCase()))].filter((category) => category !== '')
}

/** Jekyll's `slugify`: `pretty` keeps what URLs can contain. */
function slugify(text: string, mode: 'default' | 'pretty' = 'default'): string {
  const replaced = mode === 'pretty' ? /[^\p{M}\p{L}\p{Nd}._~!$&'()+,;=@]+/gu : /[^\p{M}\p{L}\p{Nd}]+/gu
  return text.replace(replaced, '-').replace(/^-|-$/g, '')
}
