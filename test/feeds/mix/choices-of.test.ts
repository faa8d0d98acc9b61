import { describe, expect, it } from 'vitest'
import { choicesOf } from '../../../src/feeds/mix/choices-of.ts'
import { describeShard, type IndexedArticle, packShard } from '../../../src/feeds/mix/mix-shard.ts'

describe('what a mix can select by', () => {
  it('is what articles have, each once and sorted', () => {
    const shards = [
      shardOf({ authors: [{ name: 'Bo Li' }], provider: { name: 'The Daily', domain: 'daily.example' }, heat: 3 }),
      shardOf({ authors: [{ name: 'Ada Miller' }, { name: 'Bo Li' }], type: 'Video', locale: 'pt-BR' }),
    ]
    expect(choicesOf(shards)).toEqual({
      names: {
        author: [
          { key: 'ada-miller', name: 'Ada Miller' },
          { key: 'bo-li', name: 'Bo Li' },
        ],
        provider: [
          { key: 'daily.example', name: 'daily.example' },
          { key: 'the-daily', name: 'The Daily' },
        ],
        type: [{ key: 'video', name: 'Video' }],
        locale: ['en', 'pt', 'pt-br'].map((key) => ({ key, name: key })),
      },
      hasQuality: false,
      hasHeat: true,
    })
  })

  it('may be called as what every object has', () => {
    const { author } = choicesOf([shardOf({ authors: [{ name: 'Constructor' }, { name: '__proto__' }] })]).names
    expect(author).toEqual([
      { key: 'proto', name: '__proto__' },
      { key: 'constructor', name: 'Constructor' },
    ])
  })

  it('is the most frequent of many names', () => {
    const many = Array.from({ length: 300 }, (_, index) => ({ name: `Author ${index}` }))
    const shards = [shardOf({ authors: many }), shardOf({ authors: [{ name: 'Author 299' }] })]
    const { author } = choicesOf(shards).names
    expect(author).toHaveLength(200)
    expect(author).toContainEqual({ key: 'author-299', name: 'Author 299' })
    expect(author).not.toContainEqual({ key: 'author-298', name: 'Author 298' })
  })
})

function shardOf(article: Partial<IndexedArticle>) {
  const date = new Date('2026-01-01')
  const whole = { title: 'A title', published: date, updated: date, topics: [], authors: [], ...article }
  return packShard(describeShard([whole], 'en'))
}
