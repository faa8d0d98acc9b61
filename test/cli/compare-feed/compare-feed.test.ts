import { describe, expect, it } from 'vitest'
import { type ComparedArticle, compareFeed, wouldRepeat } from '../../../src/cli/compare-feed/compare-feed.ts'
import { formatComparison, formatComparisonAsJson } from '../../../src/cli/compare-feed/format-comparison.ts'
import type { FeedItem } from '../../../src/cli/compare-feed/parse-feed.ts'

/** An article of a day in January, whose id is its link. */
const article = (day: number, more: Partial<ComparedArticle> = {}): ComparedArticle => ({
  ...{ file: `${day}.md`, id: `https://a.example/${day}/`, title: `Day ${day}`, link: `https://a.example/${day}/` },
  published: new Date(Date.UTC(2026, 0, day)),
  ...more,
})

const item = (day: number, more: Partial<FeedItem> = {}): FeedItem => {
  const { id, link, title, published } = article(day)
  return { id, link, title, published, ...more }
}

const compare = (items: FeedItem[], articles: ComparedArticle[], feedItems = 50) =>
  compareFeed(items, articles, { feedItems })

describe('a feed', () => {
  it('with the ids of all articles repeats nothing', () => {
    const comparison = compare([item(2), item(1)], [article(2), article(1)])
    expect(comparison).toEqual({
      ...{ items: 2, sameId: 2, sameLink: [], similarLink: [], lost: [], unexpected: [], newer: 0 },
    })
    expect(wouldRepeat(comparison)).toBe(false)
  })

  it('with other ids repeats the articles with the same links, however they are encoded', () => {
    const link = 'HTTPS://A.example:443/%7e1/'
    const comparison = compare([item(1, { id: 'post-1', link })], [article(1, { link: 'https://a.example/~1/' })])
    expect(comparison.sameLink.map(({ item: { id }, article: { file } }) => [id, file])).toEqual([['post-1', '1.md']])
    expect(wouldRepeat(comparison)).toBe(true)
  })

  it.each([
    'http://a.example/1/',
    'https://www.a.example/1/',
    'https://a.example/1',
    'https://a.example/1/index.html',
    'https://a.example/1.html',
    'https://a.example/1/#more',
  ])('with the link %s has only a similar one', (link) => {
    const comparison = compare([item(1, { id: link, link })], [article(1)])
    expect(comparison).toMatchObject({ sameId: 0, sameLink: [], lost: [], unexpected: [] })
    expect(comparison.similarLink).toHaveLength(1)
  })

  it('loses items that are no article', () => {
    const comparison = compare([item(2), item(1)], [article(2)])
    expect(comparison.lost.map(({ title }) => title)).toEqual(['Day 1'])
    expect(wouldRepeat(comparison)).toBe(false)
  })

  it('lacks articles that are not newer, of those that the new feed has', () => {
    const comparison = compare(
      [item(8), item(6)],
      [9, 8, 7, 6, 5, 4, 3].map((day) => article(day)),
      6,
    )
    expect(comparison.unexpected.map(({ file }) => file)).toEqual(['7.md', '5.md', '4.md'])
    expect(comparison.newer).toBe(1)
    expect(wouldRepeat(comparison)).toBe(true)
  })

  it('without dates is as new as its articles', () => {
    const undated = { published: undefined }
    const comparison = compare([item(2, undated)], [article(3), article(2), article(1)])
    expect([comparison.newer, comparison.unexpected.map(({ file }) => file)]).toEqual([1, ['1.md']])
    expect(compare([], [article(1)]).unexpected).toHaveLength(1)
  })
})

describe('the report of a comparison', () => {
  const comparison = compare(
    [item(30), item(29, { id: 'post "29"' }), item(28, { id: 'x', link: 'http://a.example/28' }), item(1)],
    [31, 30, 29, 28, 27, 26, 25, 24, 23, 22].map((day) => article(day)),
  )

  it('lists files with the line to add, lost items, and unexpected articles, and fits a screen', () => {
    expect(formatComparison(comparison, 'old.xml')).toBe(
      `1 same link, but another id: subscribers would see them again. Add the line to the file:
  29.md
    cannot be kept, because it is no URI: post "29"

1 similar link, and another id: if it is the same article, add the line to the file:
  28.md
    cannot be kept, because it is no URI: x

1 not found among the articles:
  Day 1 https://a.example/1/

6 not in the feed although not newer, so they would appear as new. If that is too many, lower FEED_ITEMS:
  27.md 2026-01-27 Day 27
  26.md 2026-01-26 Day 26
  25.md 2026-01-25 Day 25
  24.md 2026-01-24 Day 24
  23.md 2026-01-23 Day 23
  and 1 more (all of them with --json)

4 items in old.xml: 1 with the id of an article, 1 with only its link, 1 with a similar link, 1 not found
1 article newer than the feed
Subscribers would see old articles as new`,
    )
  })

  it('says that nothing is seen twice', () => {
    expect(formatComparison(compare([item(1)], [article(1)]), 'old.xml')).toBe(
      `1 item in old.xml: 1 with the id of an article, 0 with only its link, 0 with a similar link, 0 not found
Subscribers would see nothing twice`,
    )
  })

  it('is complete as JSON', () => {
    const json = JSON.parse(formatComparisonAsJson(comparison))
    expect(json.unexpected).toHaveLength(6)
    expect(json).toMatchObject({
      items: 4,
      sameId: 1,
      sameLink: [{ file: '29.md', id: 'https://a.example/29/', formerId: 'post "29"', line: null }],
      similarLink: [{ file: '28.md', formerId: 'x' }],
      newer: 1,
    })
  })
})
