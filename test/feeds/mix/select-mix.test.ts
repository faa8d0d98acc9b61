import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultMix, type MixQuery } from '../../../src/feeds/mix/mix-query.ts'
import { describeShard, type IndexedArticle, packShard } from '../../../src/feeds/mix/mix-shard.ts'
import { parseMixQuery } from '../../../src/feeds/mix/parse-mix-query.ts'
import { type Match, selectArticles, selectDates, selectDigests } from '../../../src/feeds/mix/select-mix.ts'
import { fuzzing } from '../../support/fuzzing.ts'
import { article, corpora, filterNaively, queries, TIME_ZONE } from '../../support/mixes.ts'

const HOUR = 3_600_000

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

  it('contain words and numbers that stand among characters of a script without spaces', () => {
    const articles = [article(3, { title: 'ChatGPTの使い方' }), article(2, { title: 'GPT4を使う' })]
    const titles = (search: string) => {
      const parsed = parseMixQuery(`words=${search}`)
      return 'query' in parsed ? select(articles, parsed.query, 9).map(({ title }) => title) : parsed.problem
    }
    expect([titles('chatgpt'), titles('gpt4'), titles('使')]).toEqual([
      ['ChatGPTの使い方'],
      ['GPT4を使う'],
      ['ChatGPTの使い方', 'GPT4を使う'],
    ])
    expect([titles('GPT4を'), titles('gptの使い'), titles('chatgptの使い')]).toEqual([
      ['GPT4を使う'],
      [],
      ['ChatGPTの使い方'],
    ])
  })

  it('do not contain all parts of a word that is left out', () => {
    const articles = [article(2, { title: "We don't" }), article(1, { title: 'Don Quixote' })]
    const titles = select(articles, { ...defaultMix, withoutWords: ['don-t'] }, 9).map(({ title }) => title)
    expect(titles).toEqual(['Don Quixote'])
  })

  it('are of a language and its variants', () => {
    const articles = [article(3, { locale: 'pt-BR' }), article(2, { locale: 'pt' }), article(1)]
    const count = (locale: string) => select(articles, { ...defaultMix, locale: [locale] }, 2).length
    expect([count('pt'), count('pt-br'), count('en'), count('p')]).toEqual([2, 1, 1, 0])
  })
})

describe('the dates of a mix', () => {
  it('are those of its articles since an instant, more than it has items', () => {
    const articles = [
      article(5, { title: 'a' }),
      article(4, { title: 'b' }),
      article(3, { title: 'a' }),
      article(2, { title: 'a' }),
    ]
    const shards = [packShard(describeShard(articles, undefined))]
    const dates = (words: string[], since: number) =>
      selectDates(shards, { ...defaultMix, words, items: 1 }, { timeZone: TIME_ZONE, since: since * HOUR })
    expect(dates(['a'], 3)).toEqual([5 * HOUR, 3 * HOUR])
    expect(dates([], 4)).toEqual([5 * HOUR, 4 * HOUR])
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

  it('list the best twenty articles, newest first, and count the others', () => {
    const articles = Array.from({ length: 60 }, (_, index) => article(60 - index, index === 50 ? { heat: 1 } : {}))
    const [digest] = selectDigests(
      [packShard(describeShard(articles, undefined))],
      { ...defaultMix, digest: 'month' },
      { timeZone: 'UTC', now: new Date(Date.UTC(2026, 0)) },
    )
    expect([digest?.date, digest?.count]).toEqual(['1970-01-01', 60])
    expect(digest?.listed.map(({ position }) => position)).toEqual([...Array(19).keys(), 50])
  })
})

function select(articles: readonly IndexedArticle[], query: MixQuery, size: number): IndexedArticle[] {
  const pages = Array.from({ length: Math.ceil(articles.length / size) }, (_, index) =>
    articles.slice(index * size, (index + 1) * size),
  )
  const shards = pages.map((page) => packShard(describeShard(page, 'en')))
  const found = selectArticles(shards, query, { timeZone: TIME_ZONE })
  return found.map(({ shard, position }: Match) => pages[shard]?.[position] as IndexedArticle)
}

const pageSize = fc.integer({ min: 1, max: 70 })
