import { describe, expect, it } from 'vitest'
import { findItems } from '../../src/formats/find-items.ts'
import { documentsOfFeed, formats } from '../../src/formats/formats.ts'
import { indexPage, isItemAt } from '../../src/formats/item-index.ts'
import { linkPost, linkPosts } from '../support/articles.ts'
import { composed, select } from '../support/feeds.ts'

describe('the index of the items of a page', () => {
  it.each([
    ['no', {}],
    ['one', { 'a.md': linkPost({ title: 'Gauß & <co>' }) }],
    ['several', linkPosts(7)],
  ])('says where %s items are in the document of each format', (_, files) => {
    const { all, index, textOf } = indexed(files)
    for (const { id, extension, mediaType } of formats) {
      const document = textOf(`feeds/all.${extension}`)
      const { starts, ends } = findItems(document, mediaType)
      expect(index[id].starts).toEqual([...starts])
      expect(index[id].ends).toEqual([...ends])
      expect(index[id].checks).toHaveLength(all.subscription.articles.length)
    }
  })

  it('recognizes each item, and nothing else', () => {
    const { index, textOf } = indexed(linkPosts(2))
    const document = textOf('feeds/all.xml')
    const { rss } = index
    const items = [0, 1].map((at) => document.subarray(rss.starts[at], rss.ends[at]))
    const isItem = items.map((item) => [isItemAt(0, rss, item), isItemAt(1, rss, item)])
    expect(isItem).toEqual([
      [true, false],
      [false, true],
    ])
  })
})

function indexed(files: Record<string, string>) {
  const [all = expect.unreachable()] = select(files, { feedItems: 50 }).feeds
  const { articles } = all.subscription
  const documents = documentsOfFeed(all, new WeakMap())
  const index = indexPage(all, all.subscription, composed(articles), new WeakMap())
  const textOf = (path: string): Buffer => {
    const { render } = documents.find((document) => document.path === path) ?? expect.unreachable()
    return Buffer.concat([...render(composed(articles))])
  }
  return { all, index, textOf }
}
