import { slugOf } from '../../text/slug.ts'
import { formatMixQuery } from './format-mix-query.ts'
import { defaultMix, type MixQuery, periods } from './mix-query.ts'
import { nameKey, providerKey, queryWordsOf } from './terms.ts'

/** Limits, so that every query is answered in bounded time. */
const MAX_CHARACTERS = 2000
const MAX_VALUES = 20
const MAX_VALUE_LENGTH = 200
const MAX_ITEMS = 100
const MAX_TOP = 100
const MAX_DIGESTS = 31

/** A query, or what is wrong with it: a sentence that names the parameter and its allowed values. */
export type ParsedMixQuery = { query: MixQuery } | { problem: string }

/** Parameters with several values, which are brought to one form; undefined if a value has none. */
const lists = {
  any: { toKey: slugOf, meaning: 'ids of topics, separated by commas' },
  all: { toKey: slugOf, meaning: 'ids of topics, separated by commas' },
  without: { toKey: slugOf, meaning: 'ids of topics, separated by commas' },
  author: { toKey: nameKey, meaning: 'names of authors, separated by commas' },
  provider: { toKey: providerKey, meaning: 'names or domains of publishers, separated by commas' },
  type: { toKey: nameKey, meaning: 'types of articles, separated by commas' },
  locale: { toKey: languageTag, meaning: 'language tags such as en or pt-br, separated by commas' },
}

type ListName = keyof typeof lists

/** Parameters with one value, and what they allow. */
const singles = {
  'min-quality': { pattern: /^-?\d{1,9}(?:\.\d{1,6})?$/, allowed: 'a number such as 70' },
  'min-heat': { pattern: /^-?\d{1,9}(?:\.\d{1,6})?$/, allowed: 'a number such as 70' },
  top: { pattern: /^\d{1,9}\/(?:day|week)$/, allowed: `1/day to ${MAX_TOP}/day or 1/week to ${MAX_TOP}/week` },
  digest: { pattern: new RegExp(`^(?:${periods.join('|')})$`), allowed: periods.join(', ') },
  content: { pattern: /^(?:full|excerpt)$/, allowed: 'full, excerpt' },
  items: { pattern: /^\d{1,9}$/, allowed: `1 to ${MAX_ITEMS}` },
}

type SingleName = keyof typeof singles

const NAMES = [...Object.keys(lists), 'words', ...Object.keys(singles)]

/** What a query cannot be, as a sentence for whoever wrote it. */
class Problem extends Error {}

/**
 * Parses the query of a mix. Empty parameters count as absent, and repeated lists are joined, as HTML forms send them.
 *
 * @param search the query of a URL, without the question mark
 */
export function parseMixQuery(search: string): ParsedMixQuery {
  try {
    return { query: parse(search) }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { problem: error.message }
  }
}

/** Says that a query, as it is written or in its canonical form, is too long; undefined if it is not. */
export function describeLength(search: string): string | undefined {
  if (search.length <= MAX_CHARACTERS) return undefined
  return `The query is longer than ${MAX_CHARACTERS} characters, as it is written or in its canonical form.`
}

function refuseLong(search: string): void {
  const problem = describeLength(search)
  if (problem !== undefined) throw new Problem(problem)
}

function parse(search: string): MixQuery {
  refuseLong(search)
  const given = valuesByName(search)
  const list = (name: ListName) => parseList(name, given.get(name) ?? [])
  const single = (name: SingleName) => parseSingle(name, given.get(name) ?? [])
  const number = (name: SingleName) => toNumber(single(name))
  const query: MixQuery = {
    ...{ any: list('any'), all: list('all'), without: list('without') },
    ...{ author: list('author'), provider: list('provider'), type: list('type'), locale: list('locale') },
    ...parseWords(given.get('words') ?? []),
    minQuality: number('min-quality'),
    minHeat: number('min-heat'),
    top: parseTop(single('top')),
    digest: single('digest') as MixQuery['digest'],
    content: (single('content') ?? defaultMix.content) as MixQuery['content'],
    items: toCount('items', single('items') ?? String(defaultMix.items), MAX_ITEMS),
  }
  refuseImpossible(query)
  refuseLong(formatMixQuery(query))
  return query
}

/** The values that are not blank, by the name of their parameter. */
function valuesByName(search: string): Map<string, string[]> {
  const given = new Map<string, string[]>()
  for (const [written, value] of new URLSearchParams(search)) {
    const name = written.toLowerCase()
    if (!NAMES.includes(name)) {
      throw new Problem(`${JSON.stringify(shorten(written))} is not a parameter. Allowed: ${NAMES.join(', ')}.`)
    }
    if (value.trim() !== '') given.set(name, [...(given.get(name) ?? []), value])
  }
  return given
}

function parseList(name: ListName, values: readonly string[]): string[] {
  const { toKey, meaning } = lists[name]
  const written = values.flatMap((value) => value.split(',')).filter((value) => value.trim() !== '')
  const keys = written.map((value) => {
    const key = value.length <= MAX_VALUE_LENGTH ? toKey(value) : undefined
    if (key === undefined) throw new Problem(`${name} has ${JSON.stringify(shorten(value))}. Allowed: ${meaning}.`)
    return key
  })
  return sorted(keys)
}

/** Words to find, and after a hyphen words to leave out. */
function parseWords(values: readonly string[]): Pick<MixQuery, 'words' | 'withoutWords'> {
  const written = values.flatMap((value) => value.split(/[\s,]+/)).filter((value) => value !== '')
  const words: string[] = []
  const withoutWords: string[] = []
  for (const value of written) {
    const isExcluded = value.startsWith('-')
    const parts = queryWordsOf(value)
    if (parts.length === 0 || value.length > MAX_VALUE_LENGTH) {
      const allowed = 'words, separated by commas, each with letters or digits; -word leaves out a word'
      throw new Problem(`words has ${JSON.stringify(shorten(value))}. Allowed: ${allowed}.`)
    }
    if (isExcluded) withoutWords.push(sorted(parts).join('-'))
    else words.push(...parts)
  }
  return { words: sorted(words), withoutWords: sorted(withoutWords) }
}

function parseSingle(name: SingleName, values: readonly string[]): string | undefined {
  const { pattern, allowed } = singles[name]
  const [value, ...others] = sorted(values.map((written) => written.trim().toLowerCase()))
  if (value === undefined) return undefined
  if (others.length > 0) throw new Problem(`${name} is given more than once. Allowed: one value, ${allowed}.`)
  if (!pattern.test(value)) throw new Problem(`${name} is ${JSON.stringify(shorten(value))}. Allowed: ${allowed}.`)
  return value
}

function parseTop(value: string | undefined): MixQuery['top'] {
  const [count, per] = value?.split('/') ?? []
  return count === undefined ? undefined : { count: toCount('top', count, MAX_TOP), per: per as 'day' | 'week' }
}

function toNumber(value: string | undefined): number | undefined {
  return value === undefined ? undefined : Number(value) + 0
}

function toCount(name: 'items' | 'top', value: string, max: number): number {
  const count = Number(value)
  if (count < 1 || count > max) throw new Problem(`${name} is ${value}. Allowed: ${singles[name].allowed}.`)
  return count
}

/** No article can have and lack the same; a digest has a content of its own, and lists several articles. */
function refuseImpossible(query: MixQuery): void {
  const { any, all, without, author, provider, type, locale, words, withoutWords, digest, content, items } = query
  const count = [any, all, without, author, provider, type, locale, words, withoutWords.flatMap(partsOf)].flat().length
  if (count > MAX_VALUES) throw new Problem(`The query has ${count} topics, names and words. Allowed: ${MAX_VALUES}.`)
  const topic = all.find((id) => without.includes(id))
  if (topic !== undefined) {
    throw new Problem(`without has ${JSON.stringify(topic)}, which all has too. Allowed: other topics.`)
  }
  if (any.length > 0 && any.every((id) => without.includes(id))) {
    throw new Problem('without has every topic of any. Allowed: other topics.')
  }
  const word = withoutWords.find((unwanted) => partsOf(unwanted).every((part) => words.includes(part)))
  if (word !== undefined) throw new Problem(`words has both ${word} and -${word}. Allowed: one of them.`)
  if (digest && content === 'excerpt') {
    throw new Problem('content is excerpt, but a digest lists excerpts anyway. Allowed with digest: full.')
  }
  if (digest && items > MAX_DIGESTS) throw new Problem(`items is ${items}. Allowed with digest: 1 to ${MAX_DIGESTS}.`)
}

/** The words that an article must not have together. */
function partsOf(unwanted: string): string[] {
  return unwanted.split('-')
}

function languageTag(value: string): string | undefined {
  const tag = value.trim().toLowerCase().replaceAll('_', '-')
  return /^[a-z]{2,8}(?:-[a-z0-9]{1,8})*$/.test(tag) ? tag : undefined
}

function sorted(values: readonly string[]): string[] {
  return [...new Set(values)].sort()
}

function shorten(text: string): string {
  return text.length > 50 ? `${text.slice(0, 50)}…` : text
}
