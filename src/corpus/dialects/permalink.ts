import { slugOf } from '../../text/slug.ts'
import type { CorpusProfile } from '../corpus-profile.ts'
import { splitPath, withoutDate, withoutExtension, withoutIndex } from './article-path.ts'
import { dateTokens, isDateToken, localTime } from './date-parts.ts'
import type { Page } from './dialect.ts'
import { encodePath, encodeWrittenPath } from './encode-path.ts'

/** The value of a token; the items of a list become folders. */
export type TokenValue = string | readonly string[]

/** The values of tokens by name. */
export type Tokens = Readonly<Record<string, TokenValue | undefined>>

/** Finds the value of a token; undefined if there is no such token. */
export type FindToken = (name: string) => TokenValue | undefined

const TOKEN = /:([a-z_]\w*)(\[[^\]]*\])?/gi

/**
 * The path of a page's URL by a pattern of `feedmill.yaml`, such as `/:year/:month/:slug/`, percent-encoded, with a leading
 * slash. A token without a value is dropped.
 *
 * @param findExtra tokens of the generator, before those that every corpus has
 * @param onMissing called with each token that has no value
 */
export function expandPermalink(
  pattern: string,
  page: Page,
  profile: CorpusProfile,
  findExtra: FindToken = () => undefined,
  onMissing?: (token: string) => void,
): string {
  const find: FindToken = (name) => findExtra(name) ?? standardToken(name, page, profile) ?? fieldToken(name, page)
  return fillPattern(pattern, find, onMissing)
}

/** Fills a pattern with the values of its tokens, percent-encoded; `:sections[1:]` is a part of a list. */
export function fillPattern(pattern: string, find: FindToken, onMissing?: (token: string) => void): string {
  let path = ''
  let end = 0
  for (const match of pattern.matchAll(TOKEN)) {
    const [whole, word = '', slice = ''] = match
    const { name, value } = findLongest(word, find)
    if (value === undefined) onMissing?.(name)
    path += encodeWrittenPath(pattern.slice(end, match.index)) + encodePath(sliced(value ?? '', slice))
    end = match.index + (name === word ? whole.length : 1 + name.length)
  }
  return `/${path}${encodeWrittenPath(pattern.slice(end))}`.replace(/\/{2,}/g, '/')
}

/** Finds the values of tokens that are functions of one subject. */
export function findAmong<Subject>(
  tokens: Readonly<Record<string, (subject: Subject) => TokenValue>>,
  subject: Subject,
): FindToken {
  return (name) => (Object.hasOwn(tokens, name) ? tokens[name]?.(subject) : undefined)
}

/** Finds tokens among given ones. */
export function findIn(tokens: Tokens): FindToken {
  return (name) => (Object.hasOwn(tokens, name) ? (tokens[name] ?? '') : undefined)
}

/** A field of one value as a token. */
export function fieldToken(name: string, { fields }: Page): string | undefined {
  const value = Object.hasOwn(fields, name) ? fields[name] : fields[name.toLowerCase()]
  return /^(?:string|number|boolean|bigint)$/.test(typeof value) ? String(value) : undefined
}

/** The token that a word starts with: `:year_:month` means `year` and `month`. */
function findLongest(word: string, find: FindToken): { name: string; value: TokenValue | undefined } {
  for (let name = word; ; name = name.slice(0, name.lastIndexOf('_'))) {
    const value = find(name)
    if (value !== undefined) return { name, value }
    if (name.lastIndexOf('_') <= 0) return { name: word, value: undefined }
  }
}

function sliced(value: TokenValue, slice: string): string {
  if (typeof value === 'string') return value
  const [from = '', to] = slice.slice(1, -1).split(':')
  const index = (text: string) => (text === 'last' ? value.length - 1 : Number(text))
  if (to === undefined) return from === '' ? value.join('/') : (value[index(from)] ?? '')
  return value.slice(index(from), to === '' ? undefined : index(to)).join('/')
}

function standardToken(token: string, page: Page, profile: CorpusProfile): string | undefined {
  switch (token) {
    case 'title':
      return slugOf(page.title) ?? ''
    case 'slug':
      return page.slug ?? withoutDate(splitPath(page.path).name)
    case 'filename':
      return splitPath(page.path).name
    case 'path':
      return withoutIndex(withoutExtension(page.path))
    case 'dir':
      return splitPath(page.path).folder
    case 'section':
      return splitPath(page.path).folder.split('/')[0] ?? ''
    case 'lang':
      return languageOf(page) ?? profile.language ?? ''
    default:
      return isDateToken(token) ? dateTokens(localTime(page.published, profile.timezone))[token] : undefined
  }
}

function languageOf({ fields }: Page): string | undefined {
  const value = fields.lang ?? fields.language ?? fields.locale
  return typeof value === 'string' ? value : undefined
}
