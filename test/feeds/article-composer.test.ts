import { describe, expect, it } from 'vitest'
import { collectGarbage } from '../../src/build/collect-garbage.ts'
import { createArticleParser } from '../../src/corpus/parse-article.ts'
import { createArticleComposer, noArticles, trim } from '../../src/feeds/article-composer.ts'
import type { Article, ArticleSource, ArticleSummary } from '../../src/model/article.ts'
import { linkPost } from '../support/articles.ts'

const MEBIBYTE = 1024 * 1024

describe('createArticleComposer', () => {
  it('reads an article once for all documents that hold it, and for those of the next run', () => {
    const { compose, composeInNextRun, reads } = composerOf()
    const article = articleOf('a.md', 'Hello')
    expect(compose(article)).toBe(compose(article))
    expect(composeInNextRun(article)).toBe(compose(article))
    expect(reads).toEqual(['a.md'])
  })

  it('reads an article again that differs', () => {
    const { compose, reads } = composerOf()
    compose(articleOf('a.md', 'Hello'))
    compose({ ...articleOf('a.md', 'Hello'), updated: new Date('2026-02-01T00:00:00Z') })
    expect(reads).toEqual(['a.md', 'a.md'])
  })

  it('keeps some dozen long articles ready, and not all that there are', () => {
    const { compose, reads } = composerOf()
    const articles = longArticles(90)
    for (const article of articles) compose(article)
    reads.length = 0
    for (const article of articles.toReversed()) compose(article)
    expect(reads.length).toBeGreaterThan(20)
    expect(reads.length).toBeLessThan(40)
  })

  it('keeps from run to run the long articles that were asked for last', () => {
    const { compose, ready, reads } = composerOf()
    const articles = longArticles(30)
    for (const article of articles) compose(article)
    trim(ready)
    reads.length = 0
    for (const article of articles.toReversed()) compose(article)
    expect(reads).toEqual(
      articles
        .slice(0, 15)
        .reverse()
        .map(({ file }) => file),
    )
  })

  it('keeps nothing of a file that no document says', () => {
    const parse = createArticleParser({ timeZone: 'UTC' })
    const { compose } = composerOf(({ file }) => {
      const text = `${linkPost({ title: `The long title of ${file}` })}<!-- ${'hidden '.repeat(MEBIBYTE / 14)} -->`
      const parsed = parse({ path: file, text })
      return 'article' in parsed ? parsed.article : expect.unreachable()
    })
    const heapAfter = (count: number): number => {
      for (let index = 0; index < count; index++) {
        expect(compose(articleOf(`${index}.md`, '')).contentHtml).not.toContain('hidden')
      }
      collectGarbage()
      return process.memoryUsage().heapUsed
    }
    const before = heapAfter(1)
    expect(heapAfter(100) - before).toBeLessThan(10 * MEBIBYTE)
  })

  it('reads the articles of a page once for all formats, however long they are', () => {
    const { composePage, reads } = composerOf()
    const articles = longArticles(90)
    const first = composePage(articles)
    expect(composePage(articles)).toEqual(first)
    expect(reads).toHaveLength(90)
  })
})

/** A composer that counts what it reads, and the one of the next run. */
function composerOf(readArticle = (article: ArticleSummary) => article as Article) {
  const reads: string[] = []
  const source: ArticleSource = {
    read: (article) => {
      reads.push(article.file)
      return readArticle(article)
    },
    confirm: () => Promise.resolve(),
    digestOf: ({ file }) => file,
  }
  const options = { topicByKey: new Map(), publicUrl: 'https://feeds.example', ready: noArticles() }
  const { compose, composePage } = createArticleComposer(source, options)
  return {
    reads,
    ready: options.ready,
    compose,
    composePage,
    composeInNextRun: createArticleComposer(source, options).compose,
  }
}

/** So many articles of 1 MiB. */
function longArticles(count: number): Article[] {
  return Array.from({ length: count }, (_, index) => articleOf(`${index}.md`, 'long '.repeat(MEBIBYTE / 5)))
}

function articleOf(file: string, body: string): Article {
  const published = new Date('2026-01-01T00:00:00Z')
  return {
    file,
    id: `https://example.org/${file}`,
    link: `https://example.org/${file}`,
    title: file,
    body,
    published,
    updated: published,
    topics: [],
    authors: [],
    images: [],
    related: [],
    enclosures: [],
  }
}
