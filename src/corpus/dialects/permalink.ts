import { slugOf } from '../../text/slug.ts'
import type { CorpusProfile } from '../corpus-profile.ts'
import { splitPath, withoutDate, withoutExtension, withoutIndex } from './article-path.ts'
import { dateTokens, localTime } from './date-parts.ts'
import type { Page } from './dialect.ts'
import { encodePath, encodeWrittenPath } from './encode-path.ts'

/** The values of tokens by name; the items of a list become folders. */
export type Tokens = Readonly<Record<string, string | readonly string[] | undefined>>

const TOKEN = /:([a-z_]\w*)(\[[^\]]*\])?/gi

/**
 * The path of a page's URL by a pattern of `feedmill.yaml`, such as `/:year/:month/:slug/`, percent-encoded, with a leading
 * slash. A token without a value is dropped.
 *
 * @param extraTokens tokens of the generator, before those that every corpus has
 */
export function expandPermalink(pattern: string, page: Page, profile: CorpusProfile, extraTokens: Tokens = {}): string {
  return fillPattern(pattern, { ...fieldTokens(page), ...standardTokens(page, profile), ...extraTokens })
}

/** Fills a pattern with the values of its tokens, percent-encoded; `:sections[1:]` is a part of a list. */
export function fillPattern(pattern: string, tokens: Tokens): string {
  let path = ''
  let end = 0
  for (const match of pattern.matchAll(TOKEN)) {
    const [whole, word = '', slice = ''] = match
    const name = knownName(word, tokens)
    path += encodeWrittenPath(pattern.slice(end, match.index)) + encodePath(sliced(tokens[name], slice))
    end = match.index + (name === word ? whole.length : 1 + name.length)
  }
  return `/${path}${encodeWrittenPath(pattern.slice(end))}`.replace(/\/{2,}/g, '/')
}

/** The token that a word starts with: `:year_:month` means `year` and `month`. */
function knownName(word: string, tokens: Tokens): string {
  let name = word
  while (!Object.hasOwn(tokens, name) && name.includes('_')) name = name.slice(0, name.lastIndexOf('_'))
  return Object.hasOwn(tokens, name) ? name : word
}

function sliced(value: string | readonly string[] | undefined, slice: string): string {
  if (typeof value === 'string' || value === undefined) return value ?? ''
  const [from = '', to] = slice.slice(1, -1).split(':')
  const index = (text: string) => (text === 'last' ? value.length - 1 : Number(text))
  if (to === undefined) return from === '' ? value.join('/') : (value[index(from)] ?? '')
  return value.slice(index(from), to === '' ? undefined : index(to)).join('/')
}

function standardTokens(page: Page, profile: CorpusProfile): Tokens {
  const { folder, name } = splitPath(page.path)
  return {
    ...dateTokens(localTime(page.published, profile.timezone)),
    title: slugOf(page.title) ?? '',
    slug: page.slug ?? withoutDate(name),
    filename: name,
    path: withoutIndex(withoutExtension(page.path)),
    dir: folder,
    section: folder.split('/')[0] ?? '',
    lang: languageOf(page) ?? profile.language ?? '',
  }
}

function languageOf({ fields }: Page): string | undefined {
  const value = fields.lang ?? fields.language ?? fields.locale
  return typeof value === 'string' ? value : undefined
}

/** Every field of one value as a token. */
export function fieldTokens({ fields }: Page): Tokens {
  const scalars = Object.entries(fields).filter(([, value]) => /^(string|number|boolean|bigint)$/.test(typeof value))
  return Object.fromEntries(scalars.map(([name, value]) => [name, String(value)]))
}
