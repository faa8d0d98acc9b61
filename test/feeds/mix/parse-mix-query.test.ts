import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatMixQuery } from '../../../src/feeds/mix/format-mix-query.ts'
import { parseMixQuery } from '../../../src/feeds/mix/parse-mix-query.ts'
import { fuzzing } from '../../support/fuzzing.ts'

describe('the canonical form of a mix', () => {
  it.each([
    ['', ''],
    ['any=robotics,ai', 'any=ai,robotics'],
    ['any=robotics&any=ai', 'any=ai,robotics'],
    ['ANY=AI', 'any=ai'],
    ['any=Machine+Learning', 'any=machine-learning'],
    ['without=x&all=b,a,b&any=', 'all=a,b&without=x'],
    ['words=Caf%C3%A9%20-Crypto,GPT', 'words=-crypto,cafe,gpt'],
    ['words=-state-of-the-art', 'words=-art-of-state-the'],
    ["words=-don't", 'words=-don-t'],
    ['words=state-of-the-art', 'words=art,of,state,the'],
    ['words=東京タワー', `words=${['タワ', 'ワー', '京タ', '東京'].sort().map(encodeURIComponent).join(',')}`],
    ['author=Jane%20Doe&provider=News.Example.org,The+Paper', 'author=jane-doe&provider=news.example.org,the-paper'],
    ['provider=%E0%A5%98.com', 'provider=%E0%A4%95%E0%A4%BC.com'],
    ['locale=pt_BR&type=Video', 'locale=pt-br&type=video'],
    ['min-quality=070&min-heat=-0.50', 'min-heat=-0.5&min-quality=70'],
    ['top=05/Day', 'top=5/day'],
    ['digest=Week&content=full&items=30', 'digest=week'],
    ['items=010&content=excerpt', 'content=excerpt&items=10'],
  ])('of %j is %j', (written, canonical) => {
    expect(canonicalOf(written)).toBe(canonical)
    expect(canonicalOf(canonical)).toBe(canonical)
  })

  it('is its own canonical form, whatever the query', () => {
    fc.assert(
      fc.property(fuzzedQuery, (search) => {
        const parsed = parseMixQuery(search)
        if ('problem' in parsed) return parsed.problem.length < 500
        const canonical = formatMixQuery(parsed.query)
        expect(parseMixQuery(canonical)).toEqual(parsed)
        return /^[\w.~%,=&/-]*$/.test(canonical)
      }),
      fuzzing(0.1),
    )
  })
})

describe('a query that no mix has', () => {
  it.each([
    ['colour=red', /"colour" is not a parameter\. Allowed: any, all, without, .*items\./],
    ['items=0', /^items is 0\. Allowed: 1 to 100\.$/],
    ['items=ten', /^items is "ten"\. Allowed: 1 to 100\.$/],
    ['items=1&items=2', /^items is given more than once/],
    ['top=5', /^top is "5"\. Allowed: 1\/day to 100\/day or 1\/week to 100\/week\.$/],
    ['top=101/day', /^top is 101\. Allowed: 1\/day/],
    ['digest=year', /^digest is "year"\. Allowed: day, week, month\.$/],
    ['content=none', /^content is "none"\. Allowed: full, excerpt\.$/],
    ['min-quality=high', /^min-quality is "high"\. Allowed: a number such as 70\.$/],
    ['min-heat=1e9', /^min-heat/],
    ['any=%E2%80%A6', /^any has "…"\. Allowed: ids of topics/],
    ['locale=German!', /^locale has "German!"\. Allowed: language tags/],
    ['words=%2B%2B', /^words has "\+\+"\. Allowed: words/],
    ['words=a,b,-b-a', /^words has both a-b and -a-b/],
    ['words=a,-a', /^words has both a and -a/],
    ['all=ai&without=ai', /^without has "ai", which all has too/],
    ['any=ai&without=ai,b', /^without has every topic of any/],
    ['digest=day&items=32', /^items is 32\. Allowed with digest: 1 to 31\.$/],
    ['digest=day&content=excerpt', /^content is excerpt, but a digest/],
    [
      `words=${Array.from({ length: 21 }, (_, index) => `w${index}`).join(',')}`,
      /has 21 topics, names and words\. Allowed: 20\./,
    ],
    [`words=${'x'.repeat(2000)}`, /^The query is longer than 2000 characters, as it is written/],
    [
      `any=${Array.from({ length: 6 }, (_, index) => index + '\u0958'.repeat(30)).join(',')}`,
      /or in its canonical form\.$/,
    ],
    [`any=${'x'.repeat(201)}`, /^any has "x{50}…"/],
  ])('is explained: %s', (search, problem) => {
    expect(parseMixQuery(search)).toEqual({ problem: expect.stringMatching(problem) })
  })
})

function canonicalOf(search: string): string {
  const parsed = parseMixQuery(search)
  return 'problem' in parsed ? parsed.problem : formatMixQuery(parsed.query)
}

const name = fc.constantFrom(
  'any',
  'all',
  'without',
  'author',
  'provider',
  'type',
  'locale',
  'words',
  'min-quality',
  'min-heat',
  'top',
  'digest',
  'content',
  'items',
)
const value = fc.oneof(
  fc.constantFrom(
    'ai',
    'AI,b',
    '-ai',
    '-東-東京',
    'a.b',
    '5/day',
    'week',
    'excerpt',
    '7',
    '-0',
    '*',
    '(a+)+$',
    '%',
    '%ff',
    '\\',
    "'",
    '\u0958.com',
    Array.from({ length: 5 }, (_, index) => index + '\u0958'.repeat(30)).join(','),
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
)
const fuzzedQuery = fc.oneof(
  fc.string({ maxLength: 60 }),
  fc
    .array(fc.tuple(name, value), { maxLength: 5 })
    .map((pairs) => pairs.map(([key, text]) => `${key}=${text}`).join('&')),
  fc.array(fc.tuple(name, value), { maxLength: 5 }).map((pairs) => new URLSearchParams(pairs).toString()),
)
