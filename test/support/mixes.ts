import fc from 'fast-check'
import type { MixQuery } from '../../src/feeds/mix/mix-query.ts'
import type { IndexedArticle } from '../../src/feeds/mix/mix-shard.ts'

const HOUR = 3_600_000

/** The time zone of {@link filterNaively}. */
export const TIME_ZONE = 'Europe/Berlin'

const DAYS = new Intl.DateTimeFormat('en', { timeZone: TIME_ZONE, dateStyle: 'short' })

/** An article, some hours after 1970. */
export function article(hours: number, fields: Partial<IndexedArticle> = {}): IndexedArticle {
  const published = new Date(hours * HOUR)
  return { title: 'A title', topics: [], authors: [], published, updated: published, ...fields }
}

/** The articles that a query asks for, one after the other. */
export function filterNaively(articles: readonly IndexedArticle[], query: MixQuery): IndexedArticle[] {
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
/** Random articles, newest first. */
export const corpora = fc
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
          topics: topics.map((id) => ({ id })),
          authors: author === undefined ? [] : [{ name: author }],
          provider: domain === undefined ? undefined : { name: 'P', domain },
        }),
      ),
  )
const some = (...values: string[]) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.subarray(values, { minLength: 1 }))
/** Random queries. */
export const queries: fc.Arbitrary<MixQuery> = fc.record({
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
