import { describe, expect, it } from 'vitest'
import { assembleCorpus, type CorpusParts } from '../../src/corpus/assemble-corpus.ts'
import type { ArticleSummary } from '../../src/model/article.ts'
import type { Corpus } from '../../src/model/corpus.ts'
import { linkPost } from '../support/articles.ts'
import { parsedSummary } from '../support/parsed-article.ts'
import { profileOf } from '../support/profile.ts'

/** An article with a file, a publication date and an id. */
const identified = (path: string, day: string, id: string) =>
  parsedSummary(linkPost({ publishedDateTime: day, id, topics: [] }), { path })

/** A hosted article with a file, a publication date and a slug. */
const hosted = (path: string, day: string, slug: string) =>
  parsedSummary(`---\ntitle: Hello\npublishedDateTime: ${day}\nslug: ${slug}\n---\nWords.`, { path })

const NOTHING_ELSE = {
  ...{ descriptions: [], diagnostics: [], ignored: new Map() },
  ...{ topicLimits: profileOf().topics, dueBy: new Date('2026-06-01') },
}

const assemble = (articles: readonly ArticleSummary[], parts: Partial<CorpusParts> = {}): Corpus =>
  assembleCorpus(
    articles.map((article) => ({ article })),
    { ...NOTHING_ELSE, ...parts },
  )

describe('two articles with the same id', () => {
  const older = identified('z.md', '2026-01-01', 'urn:x:1')
  const newer = identified('a.md', '2026-01-02', 'urn:x:1')

  it.each([
    ['older first', [older, newer]],
    ['newer first', [newer, older]],
  ])('keep the one published first (%s)', (_, articles) => {
    const corpus = assemble(articles)
    expect(corpus.articles).toEqual([older])
    expect(corpus.diagnostics).toEqual([
      {
        file: 'a.md',
        field: 'id',
        rule: 'id-duplicate',
        message: '"urn:x:1" is already used by z.md',
        hint: 'Delete one of the two files, or give the newer article its own id.',
        severity: 'error',
      },
    ])
  })

  it('keep the first by path if both have the same date', () => {
    const [a, b] = [identified('a.md', '2026-01-01', 'urn:x:1'), identified('b.md', '2026-01-01', 'urn:x:1')]
    expect(assemble([a, b]).articles).toEqual([a])
    expect(assemble([b, a]).articles).toEqual([a])
  })

  it('keep the file rather than a link to it, whatever their names and the order in which they are read', () => {
    const [alias, real] = [
      identified('alias.md', '2026-01-01', 'urn:x:1'),
      identified('real.md', '2026-01-01', 'urn:x:1'),
    ]
    const links = new Set(['alias.md'])
    expect(assemble([alias, real], { links }).articles).toEqual([real])
    expect(assemble([real, alias], { links }).articles).toEqual([real])
  })

  it('keep the one that is published, though the other one is dated back', () => {
    const publishedAs = (file: string) => (file === 'a.md' ? { id: 'urn:x:1' } : undefined)
    expect(assemble([older, newer], { publishedAs }).articles).toEqual([newer])
  })

  it('keep only the oldest of three', () => {
    const oldest = identified('m.md', '2025-01-01', 'urn:x:1')
    const corpus = assemble([newer, oldest, older])
    expect(corpus.articles).toEqual([oldest])
    expect(corpus.diagnostics.map(({ file, message }) => [file, message])).toEqual([
      ['a.md', '"urn:x:1" is already used by m.md'],
      ['z.md', '"urn:x:1" is already used by m.md'],
    ])
  })
})

describe('two articles with the same guid', () => {
  const withGuid = (path: string, day: string) =>
    parsedSummary(
      linkPost({ publishedDateTime: day, originalUrl: `https://example.org/${path}`, guid: '7', topics: [] }),
      {
        path,
      },
    )

  it('are both kept: the one published first has it as its id, the other its URL', () => {
    const [newer, older] = [withGuid('a.md', '2026-01-02'), withGuid('b.md', '2026-01-01')]
    const corpus = assemble([newer, older])
    expect(corpus.articles.map(({ id }) => id)).toEqual(['https://example.org/a.md', 'tag:feedmill.invalid,2026:7'])
    expect(corpus.diagnostics).toEqual([])
  })
})

describe('two articles with the same slug', () => {
  it('are both kept: the one published later has a slug with the names of its folders', () => {
    const [newer, older] = [hosted('news/a.md', '2026-01-02', 'hello'), hosted('b.md', '2026-01-01', 'hello')]
    const corpus = assemble([newer, older])
    expect(corpus.articles).toEqual([{ ...newer, slug: 'news-a' }, older])
    expect(corpus.diagnostics).toMatchObject([
      {
        file: 'news/a.md',
        field: 'slug',
        rule: 'slug-duplicate',
        message: '"hello" is already used by b.md, so the article is at "news-a"',
        severity: 'warning',
      },
    ])
  })

  it('are both kept: the one that is published keeps its URL, though the other one is dated back', () => {
    const [published, older] = [hosted('a.md', '2026-01-02', 'hello'), hosted('news/b.md', '2026-01-01', 'hello')]
    const publishedAs = (file: string) => (file === 'a.md' ? { id: published.id, slug: 'hello' } : undefined)
    expect(assemble([published, older], { publishedAs }).articles).toEqual([published, { ...older, slug: 'news-b' }])
  })

  it('are both kept if they are named by their folders', () => {
    const articles = [
      hosted('2024/review/index.md', '2024-12-31', 'review'),
      hosted('2025/review/index.md', '2025-12-31', 'review'),
    ]
    expect(assemble(articles).articles.map(({ slug }) => slug)).toEqual(['review', '2025-review'])
  })

  it('are both kept if the longer slug is taken too', () => {
    const articles = [
      hosted('hello.md', '2026-01-01', 'hello'),
      hosted('a/hello.md', '2026-01-02', 'hello'),
      hosted('a-hello.md', '2026-01-03', 'a-hello'),
    ]
    expect(assemble(articles).articles.map(({ slug }) => slug)).toEqual(['hello', 'a-hello-faf66c1c', 'a-hello'])
  })

  it('are both kept if one of them is not hosted', () => {
    const article = hosted('a.md', '2026-01-02', 'hello')
    const link = parsedSummary(linkPost({ slug: 'hello', topics: [] }), { path: 'b.md' })
    expect(assemble([article, link])).toMatchObject({ articles: [article, link], diagnostics: [] })
  })

  it('are both kept if one is dropped because of its id', () => {
    const twin = { ...hosted('a.md', '2026-01-02', 'hello'), id: 'urn:x:1' }
    const kept = { ...hosted('b.md', '2026-01-01', 'greetings'), id: 'urn:x:1' }
    const namesake = hosted('c.md', '2026-01-03', 'hello')
    expect(assemble([twin, kept, namesake]).articles).toEqual([kept, namesake])
  })
})

describe('assembleCorpus', () => {
  it('counts files that are no articles, by their fields and by their paths', () => {
    const ignored = new Map([['README.md', 'page' as const]])
    const parsed = [{ ignored: 'draft' as const }, { ignored: 'draft' as const }]
    expect(assembleCorpus(parsed, { ...NOTHING_ELSE, ignored })).toEqual({
      articles: [],
      topics: [],
      mixes: [],
      topicByKey: new Map(),
      ignored: { draft: 2, page: 1 },
      diagnostics: [],
    })
  })

  it('orders diagnostics by file and line', () => {
    const at = (file: string, line?: number) => ({
      file,
      line,
      rule: 'x',
      message: '',
      hint: '',
      severity: 'error' as const,
    })
    const parsed = [{ diagnostics: [at('c.md', 9), at('c.md', 2), at('c.md')] }, { diagnostics: [at('a.md', 5)] }]
    expect(
      assembleCorpus(parsed, { ...NOTHING_ELSE, diagnostics: [at('b.md')] }).diagnostics.map(({ file, line }) => [
        file,
        line,
      ]),
    ).toEqual([
      ['a.md', 5],
      ['b.md', undefined],
      ['c.md', undefined],
      ['c.md', 2],
      ['c.md', 9],
    ])
  })
})

it('two articles whose slug and folders are taken have the same slugs in whatever order they were read', () => {
  const oldest = hosted('z.md', '2026-01-01', 's')
  const [a, b] = [hosted('a-b.md', '2026-01-02', 's'), hosted('a/b.md', '2026-01-03', 's')]
  const slugs = (articles: ArticleSummary[]) =>
    Object.fromEntries(assemble(articles).articles.map(({ file, slug }) => [file, slug]))
  expect(slugs([oldest, a, b])).toMatchObject({ 'z.md': 's', 'a-b.md': 'a-b' })
  expect(slugs([b, a, oldest])).toEqual(slugs([oldest, a, b]))
})
