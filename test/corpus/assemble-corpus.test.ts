import { describe, expect, it } from 'vitest'
import { assembleCorpus } from '../../src/corpus/assemble-corpus.ts'
import type { ArticleSummary } from '../../src/model/article.ts'
import type { Corpus } from '../../src/model/corpus.ts'
import { linkPost } from '../support/articles.ts'
import { parsedSummary } from '../support/parsed-article.ts'

/** An article with a file, a publication date and an id. */
const identified = (path: string, day: string, id: string) =>
  parsedSummary(linkPost({ publishedDateTime: day, id, topics: [] }), { path })

/** A hosted article with a file, a publication date and a slug. */
const hosted = (path: string, day: string, slug: string) =>
  parsedSummary(`---\ntitle: Hello\npublishedDateTime: ${day}\nslug: ${slug}\n---\nWords.`, { path })

const assemble = (articles: readonly ArticleSummary[]): Corpus =>
  assembleCorpus(
    articles.map((article) => ({ article })),
    [],
    [],
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

describe('two articles with the same slug', () => {
  it('keep the one published first', () => {
    const [newer, older] = [hosted('a.md', '2026-01-02', 'hello'), hosted('b.md', '2026-01-01', 'hello')]
    const corpus = assemble([newer, older])
    expect(corpus.articles).toEqual([older])
    expect(corpus.diagnostics).toMatchObject([
      { file: 'a.md', field: 'slug', rule: 'slug-duplicate', message: '"hello" is already used by b.md' },
    ])
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
  it('counts drafts', () => {
    expect(assembleCorpus([{ isDraft: true }, { isDraft: true }], [], [])).toEqual({
      articles: [],
      topics: [],
      topicByKey: new Map(),
      drafts: 2,
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
    expect(assembleCorpus(parsed, [], [at('b.md')]).diagnostics.map(({ file, line }) => [file, line])).toEqual([
      ['a.md', 5],
      ['b.md', undefined],
      ['c.md', undefined],
      ['c.md', 2],
      ['c.md', 9],
    ])
  })
})
