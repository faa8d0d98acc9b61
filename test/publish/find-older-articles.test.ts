import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findOlderArticles } from '../../src/publish/find-older-articles.ts'

const version = (digest: string) => ({ id: 'urn:a', digest })

describe('articles that another publisher has changed since the last run', () => {
  it.each([
    ['added', {}, { 'a.md': version('1') }, 'added this article, and CONTENT_DIR does not have it'],
    [
      'changed',
      { 'a.md': version('1') },
      { 'a.md': version('2') },
      'changed this article, and CONTENT_DIR has it as before',
    ],
    ['removed', { 'a.md': version('1') }, {}, 'removed this article, and CONTENT_DIR has it as before'],
  ])('are reported where they were %s and the folder has them as before', (_, known, published, message) => {
    expect(findOlderArticles(known, { published, known })).toEqual([
      {
        file: 'a.md',
        rule: 'article-older',
        message: `another publisher has ${message}`,
        hint: 'Update CONTENT_DIR of this publisher; all need the same articles. No action needed if the change was undone on purpose.',
        severity: 'warning',
      },
    ])
  })

  it('are not reported where this publisher has the same change, or one of its own', () => {
    const known = { 'a.md': version('1'), 'b.md': version('1') }
    const published = { 'a.md': version('2'), 'b.md': version('1'), 'c.md': version('1') }
    expect(findOlderArticles(published, { published, known })).toEqual([])
    expect(findOlderArticles({ 'a.md': version('3'), 'c.md': version('3') }, { published, known })).toEqual([])
  })

  it('are none where nobody else has published', () => {
    const articles = fc.dictionary(fc.constantFrom('a.md', 'b.md', '__proto__'), fc.record({ id: fc.string() }))
    fc.assert(
      fc.property(articles, articles, (next, known) => {
        expect(findOlderArticles(next, { published: known, known })).toEqual([])
      }),
    )
  })
})
