import { LRUCache } from 'lru-cache'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type ArticleLoader, createArticleLoader } from '../../src/build/article-loader.ts'
import { collectGarbage } from '../../src/build/collect-garbage.ts'
import { createContentWriter, createParsedContents } from '../../src/build/parsed-contents.ts'
import { createArticleParser } from '../../src/corpus/parse-article.ts'
import { createFingerprint } from '../../src/feeds/article-fingerprint.ts'
import { composeContent } from '../../src/feeds/compose-article.ts'
import type { Article, ArticleSummary } from '../../src/model/article.ts'
import type { ComposedArticle } from '../../src/model/composed-article.ts'
import { linkPost } from '../support/articles.ts'
import { profileOf } from '../support/profile.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const MEBIBYTE = 1024 * 1024
const publicUrl = 'https://feeds.example'

describe('the article loader', () => {
  it('reads an article once for all documents that contain it', async () => {
    const { load, reads } = loader()
    const [a, b, c] = articles(3)
    const [first, second] = [await load([a, b]), await load([a, b, c])]
    expect(second.slice(0, 2)).toEqual(first)
    expect(second[0]).toBe(first[0])
    expect(reads).toEqual(['0.md', '1.md', '2.md'])
  })

  it('composes parsed contents without reading files again', async () => {
    const { load, reads, store } = loader()
    const [article] = articles(1)
    store(article)
    expect(await load([article])).toMatchObject([{ title: '0.md', contentHtml: expect.stringContaining('Hello') }])
    expect(reads).toEqual([])
  })

  it('reads an article again if it was parsed in another state', async () => {
    const { load, reads, store } = loader()
    const [article] = articles(1)
    store({ ...article, digest: 'before' })
    await load([article])
    expect(reads).toEqual(['0.md'])
  })

  it('releases articles that are older than those of the current document', async () => {
    const { load, reads } = loader()
    const [newest, older, oldest] = articles(3)
    await load([older, oldest])
    await load([newest, older])
    reads.length = 0
    await load([newest, older, oldest])
    expect(reads).toEqual(['2.md'])
  })

  it('keeps a few dozen long articles, and reads others again', async () => {
    const { load, reads } = loader()
    const long = longArticles(75)
    await load(long)
    reads.length = 0
    const oldest = long.at(-1) as Summarized
    for (const article of long.toReversed()) await load([article, oldest])
    expect(reads.length).toBeGreaterThan(5)
    expect(reads.length).toBeLessThan(25)
  })

  it('loads a page of any length once for all formats', async () => {
    const { load, reads } = loader()
    const long = longArticles(75)
    expect(await load(long)).toBe(await load(long))
    expect(reads).toHaveLength(75)
  })

  it('reuses unchanged articles from run to run', async () => {
    const composed = new LRUCache<string, ComposedArticle>({ max: 10 })
    const [article] = articles(1)
    const [first] = await loader({ composed }).load([article])
    const next = loader({ composed })
    expect((await next.load([article]))[0]).toBe(first)
    expect(next.reads).toEqual([])
    await next.load([{ ...article, updated: new Date('2026-02-01') }])
    expect(next.reads).toEqual(['0.md'])
  })

  it('keeps nothing of files that no document shows', async () => {
    const parse = createArticleParser(profileOf())
    const { load } = loader({
      read: ({ file }) => {
        const text = `${linkPost({ title: `The long title of ${file}` })}<!-- ${'hidden '.repeat(MEBIBYTE / 14)} -->`
        const parsed = parse({ path: file, text })
        return 'article' in parsed ? parsed.article : expect.unreachable()
      },
    })
    const heapAfter = async (count: number): Promise<number> => {
      for (const [{ contentHtml }] of await loadEach(load, articles(count))) expect(contentHtml).not.toContain('hidden')
      collectGarbage()
      return process.memoryUsage().heapUsed
    }
    const before = await heapAfter(1)
    expect((await heapAfter(100)) - before).toBeLessThan(10 * MEBIBYTE)
  })
})

async function loadEach(load: ArticleLoader, loaded: readonly ArticleSummary[]): Promise<[ComposedArticle][]> {
  const pages: [ComposedArticle][] = []
  for (const article of loaded) pages.push((await load([article])) as [ComposedArticle])
  return pages
}

/** A loader and the files that it reads. */
function loader({
  read = (article) => article as Article & ArticleSummary,
  composed,
}: {
  read?: (article: ArticleSummary) => Article
  composed?: LRUCache<string, ComposedArticle>
} = {}) {
  const reads: string[] = []
  const contents = createParsedContents(temporaryFolder())
  onTestFinished(contents.close)
  const write = createContentWriter(contents.open() ?? expect.unreachable())
  const store = (article: Summarized) => {
    contents.add(article, write(composeContent(article, { publicUrl })) ?? expect.unreachable())
  }
  const topicByKey = new Map()
  const load = createArticleLoader({
    read: (article) => {
      reads.push(article.file)
      return read(article)
    },
    published: new Map(),
    contents,
    composed,
    fingerprint: createFingerprint(topicByKey),
    composeOptions: { publicUrl },
    corpus: { topicByKey, resolved: new Map(), publicUrl },
    signal: undefined,
  })
  return { load, reads, store }
}

type Summarized = Article & ArticleSummary

/** `count` articles of 1 MiB. */
function longArticles(count: number): Summarized[] {
  return articles(count, 'long '.repeat(MEBIBYTE / 5))
}

/** Articles in the files 0.md, 1.md, …, newest first. */
function articles(count: number, excerpt?: string): [Summarized, Summarized, Summarized, ...Summarized[]]
function articles(count: number, excerpt = 'Hello'): Summarized[] {
  return Array.from({ length: count }, (_, index) => {
    const file = `${index}.md`
    const url = `https://example.org/${file}`
    const published = new Date(Date.UTC(2026, 0, 1) - index * 1000)
    const lists = { topics: [], authors: [], images: [], related: [], enclosures: [] }
    return {
      file,
      id: url,
      link: url,
      title: file,
      excerpt,
      published,
      updated: published,
      ...lists,
      digest: file,
      size: 0,
    }
  })
}
