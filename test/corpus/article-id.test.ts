import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { articleId } from '../../src/corpus/article-id.ts'

describe('articleId', () => {
  it.each([
    'tag:example.org,2026:first-post',
    'urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a',
    'https://example.org/Grüße?a=1#top',
    'HTTP://Example.ORG:80/%7efirst/',
  ])('keeps the id %s verbatim', (id) => {
    expect(articleId('a.md', { id, originalUrl: 'https://example.org/' })).toBe(id)
  })

  it.each([
    ['first-post', 'tag:feedmill.invalid,2026:first-post'],
    ['the first post', 'tag:feedmill.invalid,2026:the%20first%20post'],
    ['Grüße #1', 'tag:feedmill.invalid,2026:Gr%C3%BC%C3%9Fe%20%231'],
    ['50%', 'tag:feedmill.invalid,2026:50%25'],
    ['1st:post', 'tag:feedmill.invalid,2026:1st:post'],
    ['http://', 'tag:feedmill.invalid,2026:http://'],
    ['C:\\posts\\first', 'tag:feedmill.invalid,2026:C:%5Cposts%5Cfirst'],
  ])('turns the id %j, which is not an IRI, into a tag URI', (id, expected) => {
    expect(articleId('a.md', { id, originalUrl: 'https://example.org/' })).toBe(expected)
  })

  it('falls back to originalUrl, then webUrl', () => {
    const webUrl = 'https://example.org/web'
    expect(articleId('a.md', { originalUrl: 'https://example.org/original', webUrl })).toBe(
      'https://example.org/original',
    )
    expect(articleId('a.md', { webUrl })).toBe('https://example.org/web')
  })

  it.each([
    ['2026/hello-world.md', 'tag:feedmill.invalid,2026:2026/hello-world.md'],
    ['notes/Grüße.md', 'tag:feedmill.invalid,2026:notes/Gr%C3%BC%C3%9Fe.md'],
    ['人工知能.md', 'tag:feedmill.invalid,2026:%E4%BA%BA%E5%B7%A5%E7%9F%A5%E8%83%BD.md'],
    ['a b [1] #2?.md', 'tag:feedmill.invalid,2026:a%20b%20%5B1%5D%20%232?.md'],
    ['a%20b.md', 'tag:feedmill.invalid,2026:a%2520b.md'],
  ])('falls back to a tag URI of the path %s', (path, expected) => {
    expect(articleId(path, {})).toBe(expected)
  })

  it('turns every path into a unique ASCII URI', () => {
    const path = fc.string({ unit: 'binary', minLength: 1 })
    fc.assert(
      fc.property(path, path, (a, b) => {
        expect(articleId(a, {})).toMatch(/^tag:feedmill\.invalid,2026:[\w.~!*'();:@&=+$,/?%-]+$/)
        expect(articleId(a, {}) === articleId(b, {})).toBe(a === b)
      }),
    )
  })
})
