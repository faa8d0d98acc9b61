import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultMix, type MixQuery } from '../../../src/feeds/mix/mix-query.ts'
import { describeShard, type IndexedArticle, packShard } from '../../../src/feeds/mix/mix-shard.ts'
import { type Match, selectArticles, selectDigests } from '../../../src/feeds/mix/select-mix.ts'
import { fuzzing } from '../../support/fuzzing.ts'

const HOUR = 3_600_000
const TIME_ZONE = 'Europe/Berlin'
const DAYS = new Intl.DateTimeFormat('en', { timeZone: TIME_ZONE, dateStyle: 'short' })

describe('the articles of a mix', () => {
  it('are those of a filter that looks at each article', () => {
    fc.assert(
      fc.property(corpora, queries, pageSize, (articles, query, size) => {
        expect(select(articles, query, size)).toEqual(filterNaively(articles, query).slice(0, query.items))
      }),
      fuzzing(0.1),
    )
  })

  it('are the best of each day, by heat, quality, then order', () => {
    const articles = [
      article(100, { title: 'late', heat: 1 }),
      article(99, { title: 'hot', heat: 9 }),
      article(98, { title: 'good', heat: 1, quality: 5 }),
      article(97, { title: 'unrated' }),
      article(40, { title: 'other day' }),
    ]
    const top = { count: 2, per: 'day' as const }
    expect(select(articles, { ...defaultMix, top }, 2).map(({ title }) => title)).toEqual(['hot', 'good', 'other day'])
  })

  it('contain words whatever their case and accents, as words and not as patterns', () => {
    const articles = [article(2, { title: 'Un CAFÉ noir' }), article(1, { title: 'cafeteria', excerpt: 'caf.' })]
    const titles = (words: string[]) => select(articles, { ...defaultMix, words }, 9).map(({ title }) => title)
    expect([titles(['cafe']), titles(['caf']), titles(['c.*'])]).toEqual([['Un CAFÉ noir'], ['cafeteria'], []])
  })

  it('are of a language and its variants', () => {
    const articles = [article(3, { locale: 'pt-BR' }), article(2, { locale: 'pt' }), article(1)]
    const count = (locale: string) => select(articles, { ...defaultMix, locale: [locale] }, 2).length
    expect([count('pt'), count('pt-br'), count('en'), count('p')]).toEqual([2, 1, 1, 0])
  })
})

describe('the digests of a mix', () => {
  it('are those of finished periods with articles, in the time zone', () => {
    // Monday 5 January 2026 begins in Berlin at 23:00 UTC of the day before.
    const monday = Date.UTC(2026, 0, 4, 23)
    const at = (hours: number) => article((monday + hours * HOUR) / HOUR)
    const articles = [at(7 * 24), at(7 * 24 - 1), at(0), at(-1), at(-30 * 24)]
    const shards = [packShard(describeShard(articles, undefined))]
    const digests = (now: number) =>
      selectDigests(shards, { ...defaultMix, digest: 'week' }, { timeZone: TIME_ZONE, now: new Date(now) }).map(
        ({ date, count, listed }) => [date, count, listed.map(({ position }) => position)],
      )
    const earlier = [
      ['2025-12-29', 1, [3]],
      ['2025-12-01', 1, [4]],
    ]
    expect(digests(monday + 7 * 24 * HOUR - 1)).toEqual(earlier)
    expect(digests(monday + 7 * 24 * HOUR)).toEqual([['2026-01-05', 2, [1, 2]], ...earlier])
  })

  it('list the newest fifty articles and count the others', () => {
    const articles = Array.from({ length: 60 }, (_, index) => article(60 - index))
    const [digest] = selectDigests(
      [packShard(describeShard(articles, undefined))],
      { ...defaultMix, digest: 'month' },
      { timeZone: 'UTC', now: new Date(Date.UTC(2026, 0)) },
    )
    expect([digest?.date, digest?.count, digest?.listed.length, digest?.listed[0]?.position]).toEqual([
      '1970-01-01',
      60,
      50,
      0,
    ])
  })
})

/** An article, some hours after 1970. */
function article(hours: number, fields: Partial<IndexedArticle> = {}): IndexedArticle {
  const published = new Date(hours * HOUR)
  return { title: 'A title', topics: [], authors: [], published, updated: published, ...fields }
}

function select(articles: readonly IndexedArticle[], query: MixQuery, size: number): IndexedArticle[] {
  const pages = Array.from({ length: Math.ceil(articles.length / size) }, (_, index) =>
    articles.slice(index * size, (index + 1) * size),
  )
  const shards = pages.map((page) => packShard(describeShard(page, 'en')))
  const found = selectArticles(shards, query, { timeZone: TIME_ZONE })
  return found.map(({ shard, position }: Match) => pages[shard]?.[position] as IndexedArticle)
}

/** The articles that a query asks for, one after the other. */
function filterNaively(articles: readonly IndexedArticle[], query: MixQuery): IndexedArticle[] {
  const { any, all, without, author, provider, type, locale, words, withoutWords, minQuality, minHeat, top } = query
  const found = articles.filter((candidate) => {
    const topics = candidate.topics.map(({ id }) => id)
    const text = `${candidate.title} ${candidate.excerpt ?? ''}`.toLowerCase().split(/[ .]+/)
    return (
      (any.length === 0 || any.some((id) => topics.includes(id))) &&
      all.every((id) => topics.includes(id)) &&
      !without.some((id) => topics.includes(id)) &&
      (author.length === 0 || candidate.authors.some(({ name }) => author.includes(name.toLowerCase()))) &&
      (provider.length === 0 || provider.includes(candidate.provider?.domain ?? '')) &&
      (type.length === 0 || type.includes(candidate.type ?? '')) &&
      (locale.length === 0 || locale.includes((candidate.locale ?? 'en').slice(0, 2))) &&
      words.every((word) => text.includes(word)) &&
      !withoutWords.some((word) => text.includes(word)) &&
      (minQuality === undefined || (candidate.quality ?? Number.NEGATIVE_INFINITY) >= minQuality) &&
      (minHeat === undefined || (candidate.heat ?? Number.NEGATIVE_INFINITY) >= minHeat)
    )
  })
  if (!top) return found
  const dayOf = ({ published }: IndexedArticle) => DAYS.format(published)
  const best = [...new Set(found.map(dayOf))].flatMap((day) => {
    const ofDay = found.filter((candidate) => dayOf(candidate) === day)
    return ofDay.sort((a, b) => rank(b.heat, a.heat) || rank(b.quality, a.quality)).slice(0, top.count)
  })
  return found.filter((candidate) => best.includes(candidate))
}

function rank(a = -1000, b = -1000): number {
  return a - b
}

const ids = fc.uniqueArray(fc.constantFrom('ai', 'bio', 'chess'), { maxLength: 3 })
const words = fc.array(fc.constantFrom('fox', 'Goose', 'hen'), { maxLength: 4 }).map((list) => list.join(' '))
const rating = fc.option(fc.integer({ min: -2, max: 3 }), { nil: undefined })
const corpora = fc
  .array(
    fc.record({
      hours: fc.integer({ min: 0, max: 100 }),
      topics: ids,
      title: words,
      excerpt: fc.option(words, { nil: undefined }),
      author: fc.option(fc.constantFrom('Ann', 'Bob'), { nil: undefined }),
      domain: fc.option(fc.constantFrom('a.example', 'b.example'), { nil: undefined }),
      type: fc.option(fc.constantFrom('article', 'video'), { nil: undefined }),
      locale: fc.option(fc.constantFrom('en-GB', 'de'), { nil: undefined }),
      quality: rating,
      heat: rating,
    }),
    { maxLength: 80 },
  )
  .map((drawn) =>
    drawn
      .toSorted((a, b) => b.hours - a.hours)
      .map(({ hours, topics, author, domain, ...fields }) =>
        article(hours, {
          ...fields,
          topics: topics.map((id) => ({ id, name: id, pageUrl: '' })),
          authors: author === undefined ? [] : [{ name: author }],
          provider: domain === undefined ? undefined : { name: 'P', domain },
        }),
      ),
  )
const some = (...values: string[]) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.subarray(values, { minLength: 1 }))
const queries: fc.Arbitrary<MixQuery> = fc.record({
  any: some('ai', 'bio'),
  all: some('ai', 'chess'),
  without: some('bio', 'chess'),
  author: some('ann', 'bob'),
  provider: some('a.example', 'b.example'),
  type: some('article', 'video'),
  locale: some('en', 'de'),
  words: some('fox', 'goose'),
  withoutWords: some('hen', 'fox'),
  minQuality: fc.option(fc.integer({ min: -2, max: 3 }), { nil: undefined }),
  minHeat: fc.option(fc.integer({ min: -2, max: 3 }), { nil: undefined }),
  top: fc.option(fc.record({ count: fc.integer({ min: 1, max: 4 }), per: fc.constant('day' as const) }), {
    nil: undefined,
  }),
  content: fc.constant('full' as const),
  items: fc.integer({ min: 1, max: 100 }),
})
const pageSize = fc.integer({ min: 1, max: 70 })
