import type { ComposedArticle } from '../../model/composed-article.ts'
import { localeKeys, nameKey, providerKey, type TermKind, termKinds, termNumber, wordsOf } from './terms.ts'

/** What the index needs to know of an article. */
export type IndexedArticle = Pick<
  ComposedArticle,
  'published' | 'updated' | 'quality' | 'heat' | 'authors' | 'provider' | 'type' | 'locale' | 'title' | 'excerpt'
> & { topics: readonly { id: string }[] }

/** A part of the index: some articles, newest first. Times are in milliseconds since 1970. */
export interface ShardDescription {
  published: number[]
  updated: number[]
  quality: (number | null)[]
  heat: (number | null)[]
  /** The positions of the articles that each term has. */
  terms: Record<TermKind, ReadonlyMap<string, number[]>>
  names: Names
}

/** The kinds of terms that a subscriber chooses from a list, besides topics. */
const nameKinds = ['author', 'provider', 'type', 'locale'] as const

export type NameKind = (typeof nameKinds)[number]

/** Names as they are written, by key. */
type Names = Record<NameKind, Record<string, string>>

/** A part of the index in memory, where 100,000 articles must fit. */
export interface MixShard {
  published: Float64Array
  updated: Float64Array
  /** -Infinity where an article has none. */
  quality: Float64Array
  heat: Float64Array
  /** The numbers of its terms, sorted. */
  terms: Float64Array
  /** Where the positions of each term start; one more for the end. */
  starts: Uint32Array
  positions: Uint16Array | Uint32Array
  names: Names
}

/** Describes the articles of a page for the index. @param language of the articles that name none */
export function describeShard(articles: readonly IndexedArticle[], language: string | undefined): ShardDescription {
  const terms: Record<TermKind, Map<string, number[]>> = {
    topic: new Map(),
    author: new Map(),
    provider: new Map(),
    type: new Map(),
    locale: new Map(),
    word: new Map(),
  }
  const names = forEachNameKind((): Record<string, string> => ({}))
  for (const [position, article] of articles.entries()) {
    const named = namesOf(article, language)
    for (const kind of nameKinds) {
      for (const [key, name] of Object.entries(named[kind])) {
        if (!Object.hasOwn(names[kind], key)) names[kind][key] = name
      }
    }
    for (const [kind, values] of Object.entries(termsOf(article, named))) {
      const map = terms[kind as TermKind]
      for (const value of new Set(values)) {
        const positions = map.get(value)
        if (positions) positions.push(position)
        else map.set(value, [position])
      }
    }
  }
  return {
    published: articles.map(({ published }) => published.getTime()),
    updated: articles.map(({ updated }) => updated.getTime()),
    quality: articles.map(({ quality = null }) => quality),
    heat: articles.map(({ heat = null }) => heat),
    terms,
    names,
  }
}

/** What an article is found by. */
function termsOf({ topics, title, excerpt = '' }: IndexedArticle, names: Names): Record<TermKind, string[]> {
  return {
    topic: topics.map(({ id }) => id),
    ...forEachNameKind((kind) => Object.keys(names[kind])),
    word: [...wordsOf(title), ...wordsOf(excerpt)],
  }
}

function namesOf({ authors, provider, type, locale }: IndexedArticle, language: string | undefined): Names {
  const byKey = (names: readonly (string | undefined)[], toKey: (name: string) => string | undefined) =>
    Object.fromEntries(names.flatMap((name = '') => [[toKey(name), name]]).filter(([key]) => key !== undefined))
  const tags = localeKeys(locale ?? language ?? '')
  return {
    author: byKey(
      authors.map(({ name }) => name),
      nameKey,
    ),
    provider: byKey([provider?.name, provider?.domain], providerKey),
    type: byKey([type], nameKey),
    locale: byKey(tags, (tag) => tag || undefined),
  }
}

export function forEachNameKind<Value>(toValue: (kind: NameKind) => Value): Record<NameKind, Value> {
  return Object.fromEntries(nameKinds.map((kind) => [kind, toValue(kind)])) as Record<NameKind, Value>
}

/** Packs a part of the index for the memory. */
export function packShard({ published, updated, quality, heat, terms, names }: ShardDescription): MixShard {
  const entries = termKinds
    .flatMap((kind) => [...terms[kind]].map(([value, found]) => ({ term: termNumber(kind, value), found })))
    .sort((a, b) => a.term - b.term)
  const starts = new Uint32Array(entries.length + 1)
  for (const [index, { found }] of entries.entries()) starts[index + 1] = (starts[index] as number) + found.length
  const positions = entries.flatMap(({ found }) => found)
  return {
    published: Float64Array.from(published),
    updated: Float64Array.from(updated),
    quality: Float64Array.from(quality, (value) => value ?? Number.NEGATIVE_INFINITY),
    heat: Float64Array.from(heat, (value) => value ?? Number.NEGATIVE_INFINITY),
    terms: Float64Array.from(entries, ({ term }) => term),
    starts,
    names,
    positions: published.length > 0x10000 ? Uint32Array.from(positions) : Uint16Array.from(positions),
  }
}
