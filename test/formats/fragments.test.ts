import { describe, expect, it } from 'vitest'
import { joinFragments, type Parts } from '../../src/formats/fragments.ts'
import type { ComposedArticle } from '../../src/model/composed-article.ts'
import type { Feed } from '../../src/model/feed.ts'
import { linkPosts } from '../support/articles.ts'
import { feedOf } from '../support/feeds.ts'

const MEBIBYTE = 1024 * 1024

describe('joinFragments', () => {
  it('renders what an article says once for all documents that hold it', () => {
    const { articles, feed } = feedWith(3)
    const rendered: string[][] = []
    const join = (held: readonly ComposedArticle[]) => joinInto(fragments, feed, held, rendered)
    const fragments = new WeakMap()
    expect(join(articles.slice(0, 2))).toBe('<0,1>')
    expect(join(articles)).toBe('<0,1,2>')
    expect(join([])).toBe('<>')
    expect(rendered).toEqual([['0', '1'], ['2'], []])
  })

  it('renders it again for a feed in another language', () => {
    const { articles, feed } = feedWith(1)
    const rendered: string[][] = []
    const fragments = new WeakMap()
    const german = articles.map((article) => ({ ...article, locale: 'de' }))
    for (const language of ['de', 'fr', 'de']) joinInto(fragments, { ...feed, language }, german, rendered)
    expect(rendered).toEqual([['0'], ['0'], []])
  })

  it('renders a document of many long articles in pieces, of which each is small', () => {
    const { articles, feed } = feedWith(9)
    const long = articles.map((article) => ({ ...article, contentHtml: 'x'.repeat(MEBIBYTE) }))
    const rendered: string[][] = []
    expect(joinInto(new WeakMap(), feed, long, rendered)).toBe('<0,1,2,3,4,5,6,7,8>')
    expect(rendered).toEqual([['0', '1'], ['2', '3'], ['4', '5'], ['6', '7'], ['8']])
  })
})

/** A feed, and its articles by the titles 0, 1, 2 and so on. */
function feedWith(count: number): { feed: Feed; articles: ComposedArticle[] } {
  const feed = feedOf(linkPosts(count))
  return { feed, articles: feed.subscription.articles.map((article, index) => ({ ...article, title: String(index) })) }
}

/** A document of titles between commas, and which of them had to be rendered. */
function joinInto(
  fragments: WeakMap<ComposedArticle, Map<string, Buffer>>,
  feed: Feed,
  articles: readonly ComposedArticle[],
  rendered: string[][],
): string {
  const render = (fresh: readonly ComposedArticle[]): Parts => {
    const titles = fresh.map(({ title }) => title)
    rendered.push(titles)
    return { head: '<', articles: titles, separator: ',', tail: '>' }
  }
  return joinFragments(fragments, feed, articles, render).toString()
}
