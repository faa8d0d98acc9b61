import { describe, expect, it } from 'vitest'
import { linkPost } from '../support/articles.ts'
import { parsedArticle, parsedDiagnostics } from '../support/parsed-article.ts'

/** A hosted article with additional front matter. */
const hosted = (body: string, lines = '') => `---\ntitle: Hello\npublishedDateTime: 2026-01-02\n${lines}---\n${body}`

describe('an article without some fields', () => {
  it('needs only a title, a date and a URL', () => {
    const text = '---\ntitle: Hello\npublishedDateTime: 2026-01-02\nwebUrl: https://example.org/hello\n---\n'
    expect(parsedArticle(text)).toEqual({
      file: 'a.md',
      id: 'https://example.org/hello',
      title: 'Hello',
      link: 'https://example.org/hello',
      published: new Date('2026-01-02T00:00:00Z'),
      updated: new Date('2026-01-02T00:00:00Z'),
      topics: [],
      authors: [],
      images: [],
      related: [],
      enclosures: [],
    })
  })

  it('links to originalUrl if there is no webUrl', () => {
    expect(parsedArticle(linkPost({ originalUrl: 'https://example.org/original' }))).toMatchObject({
      id: 'https://example.org/original',
      link: 'https://example.org/original',
    })
  })

  it('links to webUrl and takes its id from originalUrl if there are both', () => {
    const text = linkPost({ originalUrl: 'https://example.org/original', webUrl: 'https://example.org/web' })
    expect(parsedArticle(text)).toMatchObject({ id: 'https://example.org/original', link: 'https://example.org/web' })
  })

  it.each([undefined, null, ''])('is published if published is %j', (published) => {
    expect(parsedArticle(linkPost({ published })).title).toBe('A quiet morning')
  })

  it.each([[undefined], [null], [''], [[]]])('has no topics if topics is %j', (topics) => {
    expect(parsedArticle(linkPost({ topics })).topics).toEqual([])
  })

  it('is in the language that its path names', () => {
    const settings = { languages: { en: {}, 'pt-br': { folder: 'pt-br/' } }, defaultLanguage: 'en' }
    const localeOf = (path: string, lines = '') =>
      parsedArticle(hosted('Text', lines), { path, generator: 'hugo', settings }).locale
    expect(localeOf('pt-br/post/a.md')).toBe('pt-BR')
    expect(localeOf('post/a.md')).toBe('en')
    expect(localeOf('pt-br/post/a.md', 'lang: fr\n')).toBe('fr')
    expect(parsedArticle(hosted('Text')).locale).toBeUndefined()
  })

  it('uses the domain of a provider without a name', () => {
    const article = parsedArticle(linkPost({ provider: { domain: 'example.org' } }))
    expect(article.provider).toEqual({ name: 'example.org', domain: 'example.org' })
    expect(parsedArticle(linkPost({ provider: { images: [] } })).provider).toBeUndefined()
  })

  it('drops images, authors, enclosures and related articles without required fields', () => {
    const url = 'https://example.org/x'
    const article = parsedArticle(
      linkPost({
        images: [{ width: 5 }, { url, width: 0, height: null }],
        authors: [{ url }, { name: '' }],
        enclosures: [{ title: 'x' }],
        related: [{ title: 'No URL' }, { webUrl: url }, { title: 'Both', originalUrl: url }],
      }),
    )
    expect(article.images).toEqual([{ url }])
    expect(article.authors).toEqual([])
    expect(article.enclosures).toEqual([])
    expect(article.related).toEqual([{ title: 'Both', url }])
  })
})

describe('an empty value', () => {
  const EVERY_OPTIONAL_FIELD = [
    ...['id', 'slug', 'excerpt', 'updatedDateTime', 'webUrl', 'ampWebUrl', 'cdnAmpWebUrl', 'type', 'category'],
    ...['locale', 'quality', 'heat', 'published', 'provider', 'topics', 'images', 'related', 'authors'],
    ...['enclosures', 'featuredContent'],
  ]

  it.each(EVERY_OPTIONAL_FIELD)('of %s means that it is missing', (field) => {
    const without = parsedArticle(linkPost({ [field]: undefined }))
    expect(parsedArticle(linkPost({ [field]: null }))).toEqual(without)
    expect(parsedArticle(linkPost({ [field]: '' }))).toEqual(without)
  })

  it.each(['title', 'publishedDateTime'])('of %s is reported as missing', (field) => {
    const missing = [expect.objectContaining({ field, rule: 'field-missing' })]
    expect(parsedDiagnostics(linkPost({ [field]: undefined }))).toEqual(missing)
    expect(parsedDiagnostics(linkPost({ [field]: null }))).toEqual(missing)
    expect(parsedDiagnostics(linkPost({ [field]: '' }))).toEqual(missing)
  })

  it('includes white space, in text and URLs', () => {
    const article = parsedArticle(linkPost({ excerpt: ' \n&nbsp; ', webUrl: '  ', featuredContent: ' \n ' }))
    expect(article).toMatchObject({ excerpt: undefined, link: 'https://example.org/morning' })
    expect(article.featuredContent).toBeUndefined()
  })

  it.each(['topics', 'images', 'related', 'authors', 'enclosures'])('in the list %s is dropped', (field) => {
    expect(parsedArticle(linkPost({ [field]: [null] }))).toEqual(parsedArticle(linkPost({ [field]: undefined })))
  })
})

describe('an article without a URL', () => {
  it('is hosted under the slug of its file name', () => {
    const article = parsedArticle(hosted('Words.'), { path: 'blog/2026/Hello World, Grüße.md' })
    expect(article).toMatchObject({
      id: 'tag:feedmill.invalid,2026:blog/2026/Hello%20World,%20Gr%C3%BC%C3%9Fe.md',
      link: undefined,
      slug: 'hello-world-grüße',
      body: 'Words.',
    })
  })

  it('is hosted under its own slug if it has one', () => {
    expect(parsedArticle(hosted('Words.', 'slug: my-words\n')).slug).toBe('my-words')
  })

  it('keeps the indentation of a body that starts with code', () => {
    expect(parsedArticle(hosted('\n    npm start\n')).body).toBe('    npm start')
  })
})

describe('an article with a URL', () => {
  it('is not hosted, whatever its slug and body', () => {
    const article = parsedArticle(`${linkPost({ slug: 'my-words' })}Words.\n`)
    expect(article).toMatchObject({ link: 'https://example.org/morning', body: 'Words.' })
    expect(article.slug).toBeUndefined()
  })
})

describe('the excerpt', () => {
  it('is that of the front matter if there is one', () => {
    expect(parsedArticle(hosted('Words.', 'excerpt: Other words.\n')).excerpt).toBe('Other words.')
  })

  it.each(['Words.\n\nMore.', '![A cat](cat.png)\n\nWords.', '# Heading\n\nWords.', '## A\n\n### B\n\nWords.'])(
    'defaults to the first paragraph of the body %j',
    (body) => {
      expect(parsedArticle(hosted(body)).excerpt).toBe('Words.')
    },
  )

  it('is missing if neither has words', () => {
    expect(parsedArticle(linkPost({ excerpt: undefined })).excerpt).toBeUndefined()
    expect(parsedArticle(hosted('![A cat](cat.png)')).excerpt).toBeUndefined()
  })
})
