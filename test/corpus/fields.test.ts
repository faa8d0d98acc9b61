import { describe, expect, it } from 'vitest'
import { linkPost } from '../support/articles.ts'
import { parsedArticle, parsedDiagnostics } from '../support/parsed-article.ts'

/** The one rule that a link post with the given front matter breaks. */
function brokenRule(fields: Record<string, unknown>): string {
  const [diagnostic, ...others] = parsedDiagnostics(linkPost(fields))
  expect(others).toEqual([])
  return diagnostic?.rule ?? 'none'
}

describe('a title', () => {
  it.each([
    ['Half machine, half artist â€“ meet DALL-E 2', 'Half machine, half artist – meet DALL-E 2'],
    ['Half machine, half artist â€“ meet 人', 'Half machine, half artist â€“ meet 人'],
    ['Query &amp;amp; x &copy2022', 'Query &amp; x &copy2022'],
    ['10&nbsp;000', '10\u00a0000'],
  ])('%j becomes %j', (title, expected) => {
    expect(parsedArticle(linkPost({ title })).title).toBe(expected)
  })
})

describe('the name of an author, a provider or a topic', () => {
  it.each([
    ['<b>Ada</b> Miller', 'Ada Miller'],
    ['&lt;i class="x"&gt;R&amp;D&lt;/i&gt;', 'R&D'],
    ['Ada<br />', 'Ada'],
    ['a < b > c', 'a < b > c'],
    ['I <3 feeds', 'I <3 feeds'],
    ['<a <b>href>Ada', 'a href>Ada'],
    ['</<b>b>Ada', 'b>Ada'],
    ['</<<b Ada', 'b Ada'],
  ])('%j becomes %j', (name, expected) => {
    const article = parsedArticle(linkPost({ authors: [{ name }], provider: { name }, topics: [name] }))
    expect(article.authors).toEqual([{ name: expected }])
    expect(article.provider).toEqual({ name: expected })
    expect(article.topics).toEqual([expected])
  })

  it('is missing if it consists only of tags', () => {
    const name = '<b> </b>'
    const article = parsedArticle(linkPost({ authors: [{ name }], provider: { name }, topics: [name] }))
    expect(article).toMatchObject({ authors: [], topics: [] })
    expect(article.provider).toBeUndefined()
  })
})

describe('a domain', () => {
  it.each([
    ['example.org', 'example.org'],
    ['WWW.Example.ORG', 'www.example.org'],
    ['münchen.de', 'xn--mnchen-3ya.de'],
  ])('%s becomes %s', (domain, expected) => {
    expect(parsedArticle(linkPost({ provider: { domain } })).provider?.domain).toBe(expected)
  })

  it.each([
    'https://example.org',
    'example.org/news',
    'example.org:8080',
    'user@example.org',
    'exa mple.org',
    '.',
    '..',
  ])('rejects %j', (domain) => {
    expect(brokenRule({ provider: { domain } })).toBe('domain-invalid')
  })
})

describe('a locale', () => {
  it.each([
    ['en', 'en'],
    ['en_US', 'en-US'],
    ['PT-br', 'pt-BR'],
    ['zh-hant-tw', 'zh-Hant-TW'],
  ])('%s becomes the language %s', (locale, language) => {
    expect(parsedArticle(linkPost({ locale })).locale).toBe(language)
  })

  it.each(['e', 'en US', 'en-', '??', '<script>'])('rejects %j', (locale) => {
    expect(brokenRule({ locale })).toBe('language-invalid')
  })
})

describe('an id', () => {
  it.each(['x', 'first post', 'tag:example.org,2026:first', 'é'.repeat(500)])('accepts %s', (id) => {
    expect(brokenRule({ id })).toBe('none')
  })

  it.each([' first', 'first ', ' ', 'first\npost', 'a\u0000b', '\u200bfirst', 'a\ufffdb', 'x'.repeat(501)])(
    'rejects %j',
    (id) => {
      expect(brokenRule({ id })).toBe('id-invalid')
    },
  )

  it('rejects lone surrogates', () => {
    expect(parsedDiagnostics(linkPost().replace('title:', 'id: "a\\uD800b"\ntitle:'))).toMatchObject([
      { line: 2, field: 'id', rule: 'id-invalid' },
    ])
  })
})

describe('the slug of a hosted article', () => {
  it.each([
    ['first-post', 'first-post'],
    ['人工知能', '人工知能'],
    ['First Post', 'first-post'],
    ['/a/b/', 'a-b'],
    ['../up', 'up'],
    ['.', 'hello'],
    ['x'.repeat(201), 'hello'],
  ])('%j is %s', (slug, expected) => {
    const text = `${linkPost({ originalUrl: undefined, slug })}Words.`
    expect(parsedArticle(text, { path: 'hello.md' }).slug).toBe(expected)
  })
})

describe('the size of an image', () => {
  it.each([
    [1280, 1280],
    [639.6, 640],
    [0.5, undefined],
    [0, undefined],
    [-1, undefined],
  ])('%d becomes %s', (width, expected) => {
    const [image] = parsedArticle(linkPost({ images: [{ url: 'https://example.org/a.png', width }] })).images
    expect(image?.width).toBe(expected)
  })
})

describe('a URL', () => {
  it.each([
    ['https://example.org/?a=1&amp;b=2', 'https://example.org/?a=1&b=2'],
    ['https://example.org/?a=1&copy=2', 'https://example.org/?a=1&copy=2'],
    [' https://example.org \n', 'https://example.org/'],
  ])('%j becomes %s', (webUrl, link) => {
    expect(parsedArticle(linkPost({ webUrl })).link).toBe(link)
  })
})

describe('a date', () => {
  it('may be surrounded by spaces', () => {
    const article = parsedArticle(linkPost({ publishedDateTime: ' 2026-01-02T03:04:05Z ' }))
    expect(article.published).toEqual(new Date('2026-01-02T03:04:05Z'))
  })
})
