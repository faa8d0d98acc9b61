import { expect, it } from 'vitest'
import { describeMix } from '../../../src/feeds/mix/describe-mix.ts'
import { defaultMix, type MixQuery } from '../../../src/feeds/mix/mix-query.ts'

const topics = { ai: 'AI', ios: 'iOS', spam: 'Spam' }

it.each<[string, Partial<MixQuery>]>([
  ['All articles', {}],
  ['Weekly digest', { digest: 'week' }],
  ['By Jane Doe, weekly digest', { author: ['jane-doe'], digest: 'week' }],
  ['Without Spam', { without: ['spam'] }],
  ['iOS, best 3 of each day', { any: ['ios'], top: { count: 3, per: 'day' } }],
  ['AI and iOS, “goose”', { all: ['ai', 'ios'], words: ['goose'] }],
])('a mix is called %s', (name, query) => {
  const nameOf = (_: string, key: string) => (key === 'jane-doe' ? 'Jane Doe' : key)
  expect(describeMix({ ...defaultMix, ...query }, topics, nameOf)).toBe(name)
})
