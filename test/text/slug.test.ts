import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isReserved, slugOf, topicKey } from '../../src/text/slug.ts'

describe('slugOf', () => {
  it.each([
    ['Machine Learning', 'machine-learning'],
    ['  AI & ML: what?! ', 'ai-ml-what'],
    ['GPT-4', 'gpt-4'],
    ['a__b--c', 'a-b-c'],
    ['C++', 'c'],
    ['C#', 'c'],
    ['Künstliche Intelligenz', 'künstliche-intelligenz'],
    ['Cafe\u0301', 'caf\u00e9'],
    ['Искусственный Интеллект', 'искусственный-интеллект'],
    ['Τεχνητή Νοημοσύνη', 'τεχνητή-νοημοσύνη'],
    ['الذكاء الاصطناعي', 'الذكاء-الاصطناعي'],
    ['कृत्रिम बुद्धिमत्ता', 'कृत्रिम-बुद्धिमत्ता'],
    ['人工知能', '人工知能'],
    ['İstanbul', 'i\u0307stanbul'],
  ])('turns %j into %s', (name, slug) => {
    expect(slugOf(name)).toBe(slug)
  })

  it.each(['', ' ', '???', '🎉', '-', '../..'])('is undefined for %j', (name) => {
    expect(slugOf(name)).toBeUndefined()
  })

  it('is undefined for more than 200 bytes', () => {
    expect(slugOf('a'.repeat(200))).toBe('a'.repeat(200))
    expect(slugOf('a'.repeat(201))).toBeUndefined()
    expect(slugOf('ä'.repeat(100))).toBe('ä'.repeat(100))
    expect(slugOf('ä'.repeat(101))).toBeUndefined()
  })

  it('is idempotent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const slug = slugOf(name)
        fc.pre(slug !== undefined)
        expect(slugOf(slug)).toBe(slug)
      }),
    )
  })

  it('never produces path separators or dots', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(slugOf(name) ?? 'none').toMatch(/^[\p{L}\p{M}\p{N}]+(-[\p{L}\p{M}\p{N}]+)*$/u)
      }),
    )
  })
})

describe('isReserved', () => {
  it.each(['all', 'archive', 'articles', 'feeds', 'healthz', 'index', 'opml', 'readyz', 'status', 'topics'])(
    'is true for %s',
    (word) => {
      expect(isReserved(word)).toBe(true)
    },
  )

  it.each(['ai', 'allergies', 'constructor'])('is false for %s', (word) => {
    expect(isReserved(word)).toBe(false)
  })
})

describe('topicKey', () => {
  it.each(['machine learning', ' Machine  Learning ', 'MACHINE\tLEARNING', 'Machine\u00a0Learning'])(
    'of %j is that of Machine Learning',
    (spelling) => {
      expect(topicKey(spelling)).toBe(topicKey('Machine Learning'))
    },
  )

  it('is the same for composed and decomposed letters', () => {
    expect(topicKey('Cafe\u0301')).toBe(topicKey('CAF\u00c9'))
  })

  it('is different for names with the same slug', () => {
    expect(topicKey('C#')).not.toBe(topicKey('C++'))
  })
})
