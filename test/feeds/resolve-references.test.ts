import { describe, expect, it } from 'vitest'
import { findReferences } from '../../src/feeds/resolve-references.ts'
import type { ArticleSummary } from '../../src/model/article.ts'
import { composed, feedOf } from '../support/feeds.ts'
import { growthOf, LINEAR } from '../support/growth.ts'

const corpus = { root: '/content', media: ['a/b/i.png', 'files/k.png'], publicUrl: 'https://feeds.example' }

describe('a link between articles', () => {
  it.each([
    ['b.md', 'https://feeds.example/articles/b/'],
    ['./b.md?raw#The%20end', 'https://feeds.example/articles/b/#The%20end'],
    ['corpus:B#end', 'https://feeds.example/articles/b/#end'],
    ['corpus:2026-01-31-c', 'https://example.org/c'],
    ['corpus:c', 'https://example.org/c'],
    ['posts/2026-01-31-c.md', 'https://example.org/c'],
    ['corpus:review', 'https://feeds.example/articles/review/'],
    ['2026/review/index.md', 'https://feeds.example/articles/review/'],
    ['2026/review', 'https://feeds.example/articles/review/'],
    ['./2026/review/#end', 'https://feeds.example/articles/review/#end'],
    ['b', 'https://feeds.example/articles/b/'],
    ['b.html', 'https://feeds.example/articles/b/'],
    ['2026/review/index.html', 'https://feeds.example/articles/review/'],
    ['/articles/b/', 'https://feeds.example/articles/b/'],
  ])('leads from %s to the article', (href, url) => {
    expect(contentOf(`[x](${href})`)).toBe(`<p><a href="${url}">x</a></p>`)
  })

  it('keeps only its text if there is no such file, or no such article that is due', () => {
    expect(contentOf('[x](none.md) [y](later.md) [z](corpus:javascript:alert) [w](none/) [v](none.py)')).toBe(
      '<p><a>x</a> <a>y</a> <a>z</a> <a href="https://feeds.example/articles/a/none/">w</a> <a>v</a></p>',
    )
  })

  it('leads to the site of an article that is on one, if no article is meant', () => {
    expect(contentOf('[x](../none.md) [y](@/none.md)', 'webUrl: https://example.org/blog/a/\n')).toContain(
      '<p><a href="https://example.org/blog/none.md">x</a> <a>y</a></p>',
    )
  })

  it('is reported with its line if it leads nowhere', () => {
    const article = { ...summary('a.md'), references: [{ target: './b.md' }, { target: './none.md', line: 7 }] }
    const { targets, diagnostics } = findReferences([article, summary('b.md')], corpus)
    expect([...(targets.get('a.md') ?? [])]).toEqual([['./b.md', { url: 'https://feeds.example/articles/b/' }]])
    expect(diagnostics).toMatchObject([
      {
        rule: 'link-broken',
        file: 'a.md',
        line: 7,
        message: 'links to "none.md", which is no published article',
        severity: 'warning',
      },
    ])
  })

  it('leads to a file beside the article, or on its site', () => {
    const references = ['i.png', '/files/k.png', 'none.png'].map((target) => ({ target }))
    const hosted = { ...summary('a/b/c.md'), references }
    const live = { ...hosted, file: 'a/b/d.md', slug: '', link: 'https://example.org/a/b/d' }
    const { targets, media, diagnostics } = findReferences([hosted, live], corpus)
    expect([...(targets.get('a/b/c.md') ?? [])]).toEqual([
      ['i.png', { media: 'a/b/i.png' }],
      ['/files/k.png', { media: 'files/k.png' }],
    ])
    expect([...(targets.get('a/b/d.md') ?? [])]).toEqual([
      ['i.png', { url: 'https://example.org/a/b/i.png' }],
      ['/files/k.png', { url: 'https://example.org/files/k.png' }],
    ])
    expect([...media]).toEqual(['a/b/i.png', 'files/k.png'])
    expect(diagnostics.map(({ file, rule }) => [file, rule])).toEqual([
      ['a/b/c.md', 'media-missing'],
      ['a/b/d.md', 'media-missing'],
    ])
  })

  it('is found in linear time', () => {
    const resolve = (count: number) => {
      const numbers = Array.from({ length: count }, (_, index) => index)
      const files = numbers.map((number) => summary(`${number}/index.md`))
      const references = numbers.map((number) => ({ target: `../none-${number}/index.md` }))
      findReferences([{ ...summary('a/b.md'), references }, ...files], corpus)
    }
    expect(growthOf(resolve, 20_000)).toBeLessThan(LINEAR)
  })
})

function contentOf(body: string, fields = ''): string {
  const post = (text: string, more = '') => `---\ntitle: T\npublishedDateTime: 2026-03-01\n${more}---\n${text}\n`
  const files = {
    'a.md': post(body, `${fields}topics: [here]\n`),
    'b.md': post('B'),
    'posts/2026-01-31-c.md': post('C', 'webUrl: https://example.org/c\n'),
    '2026/review/index.md': post('R'),
    'later.md': '---\ntitle: T\npublishedDateTime: 2036-01-01\n---\nLater\n',
  }
  return composed(feedOf(files, 'here').subscription.articles)[0]?.contentHtml ?? ''
}

function summary(file: string): ArticleSummary {
  const published = new Date('2026-01-01')
  const slug = file.replace(/(\/index)?\.md$/, '').replace('/', '-')
  return { file, id: file, slug, title: file, published, updated: published, topics: [], digest: file, size: 0 }
}
