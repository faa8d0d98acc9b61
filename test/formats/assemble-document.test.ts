import { describe, expect, it } from 'vitest'
import { assembleDocument, type ItemCache } from '../../src/formats/assemble-document.ts'
import type { Format } from '../../src/formats/format.ts'
import type { ComposedArticle } from '../../src/model/composed-article.ts'
import type { Feed } from '../../src/model/feed.ts'
import { linkPosts } from '../support/articles.ts'
import { composed, feedOf } from '../support/feeds.ts'

const MEBIBYTE = 1024 * 1024

describe('assembleDocument', () => {
  it('renders an item once for all documents that contain it', () => {
    const { articles, feed } = feedWith(3)
    const { assemble, batches } = assembler(feed)
    expect(assemble(articles.slice(0, 2))).toBe('<0,1>')
    expect(assemble(articles)).toBe('<0,1,2>')
    expect(assemble([])).toBe('<>')
    expect(batches).toEqual([['0', '1'], ['2']])
  })

  it('renders it again for a feed in another language, where it names its own', () => {
    const { articles, feed } = feedWith(1)
    const { assemble, batches } = assembler(feed)
    const german = articles.map((article) => ({ ...article, locale: 'de' }))
    for (const language of ['de', 'fr', 'de']) assemble(german, language)
    expect(batches).toEqual([['0'], ['0']])
  })

  it('renders short articles together, and each long one only when it is taken', () => {
    const { articles, feed } = feedWith(9)
    const { partsOf, batches } = assembler(feed)
    const long = articles.map((article, index) => ({
      ...article,
      contentHtml: 'x'.repeat(index > 0 && index < 3 ? MEBIBYTE : 10),
    }))
    const parts = partsOf(long)
    expect(`${parts.next().value}${parts.next().value}`).toBe('<0')
    expect(batches).toEqual([['0']])
    expect([...parts].join('')).toBe(',1,2,3,4,5,6,7,8>')
    expect(batches).toEqual([['0'], ['1'], ['2'], ['3', '4', '5', '6', '7', '8']])
  })
})

/** A feed and its articles, with the titles 0, 1, 2, … */
function feedWith(count: number): { feed: Feed; articles: ComposedArticle[] } {
  const feed = feedOf(linkPosts(count))
  const articles = composed(feed.subscription.articles)
  return { feed, articles: articles.map((article, index) => ({ ...article, title: String(index) })) }
}

/** Assembles documents of comma-separated titles, and returns the batches in which items were rendered. */
function assembler(feed: Feed) {
  const batches: string[][] = []
  const format: Format & { id: 'rss' } = {
    id: 'rss',
    frame: () => ({ head: '<', tail: '>' }),
    items: (articles) => {
      const titles = articles.map(({ title }) => title)
      batches.push(titles)
      return titles
    },
    headEnd: '',
    itemStart: '',
    separator: ',',
    tailStart: '>',
  }
  const items: ItemCache = new WeakMap()
  const partsOf = (articles: readonly ComposedArticle[], language?: string) =>
    assembleDocument(format, { ...feed, language }, feed.subscription, articles, items)
  return {
    batches,
    partsOf,
    assemble: (...args: Parameters<typeof partsOf>) => [...partsOf(...args)].join(''),
  }
}
