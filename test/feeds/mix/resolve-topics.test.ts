import { describe, expect, it } from 'vitest'
import { defaultMix } from '../../../src/feeds/mix/mix-query.ts'
import { findUnknownTopics, resolveTopics } from '../../../src/feeds/mix/resolve-topics.ts'

const known = { topics: { ai: 'AI', bio: 'Biology' }, moved: { ki: 'ai' }, retired: ['crypto'] }

describe('the topics of a mix', () => {
  it('have their current ids', () => {
    const query = { ...defaultMix, any: ['ai'], without: ['bio'] }
    expect(resolveTopics({ ...query, any: ['ai', 'ki'] }, known)).toEqual({ query, selection: query })
  })

  it('stay in its URL when they are retired, where others are left or they are unwanted', () => {
    const query = { ...defaultMix, any: ['ai', 'crypto'], all: ['bio'], without: ['crypto'] }
    expect(resolveTopics(query, known)).toEqual({ query, selection: { ...query, any: ['ai'] } })
    expect(resolveTopics({ ...defaultMix, without: ['crypto'] }, known)).toHaveProperty('selection')
  })

  it.each([
    { any: ['crypto'] },
    { any: ['crypto'], without: ['ai'] },
    { any: ['crypto'], all: ['ai'] },
    { all: ['crypto'] },
    { all: ['ai', 'crypto'] },
    { any: ['ai'], all: ['crypto'] },
  ])('take a mix with them if it needs one that is retired: %o', (fields) => {
    expect(resolveTopics({ ...defaultMix, ...fields }, known)).toBe('retired')
  })

  it('exist; a few are listed', () => {
    expect(resolveTopics({ ...defaultMix, all: ['bia'] }, known)).toEqual({
      problem: 'all has "bia", which is no topic. Did you mean bio? Allowed: ai, bio.',
    })
    const topics = Object.fromEntries(Array.from({ length: 31 }, (_, index) => [`topic-${index}`, `Topic ${index}`]))
    expect(resolveTopics({ ...defaultMix, all: ['bia'] }, { ...known, topics })).toEqual({
      problem: 'all has "bia", which is no topic. Allowed: the ids in the URLs of the topics.',
    })
  })

  it('are not compared with all others if their ids are long', () => {
    const topics = { ['b'.repeat(60)]: 'B', ['c'.repeat(61)]: 'C' }
    const problemOf = (id: string) => resolveTopics({ ...defaultMix, all: [id] }, { ...known, topics })
    expect(problemOf('b'.repeat(59))).toHaveProperty('problem', expect.stringContaining('Did you mean bbb'))
    expect(problemOf(`${'c'.repeat(60)}b`)).toEqual({ problem: expect.not.stringContaining('Did you mean') })
  })

  it('are compared with others only to report one', () => {
    expect(findUnknownTopics({ ...defaultMix, any: ['ai', 'bia'], without: ['aj'] }, known)).toEqual([
      { parameter: 'any', id: 'bia' },
      { parameter: 'without', id: 'aj' },
    ])
  })
})
