import { expect, it } from 'vitest'
import { documentOfFeedList, documentsOfFeed } from '../../src/formats/formats.ts'
import { documentsOfPages } from '../../src/pages/render-pages.ts'
import { linkPost } from '../support/articles.ts'
import { feedOf, select } from '../support/feeds.ts'
import { rendered } from '../support/rendered.ts'

const files = {
  'link.md': linkPost({ topics: ['AI', 'Expert Systems'] }),
  'hosted.md': `${linkPost({ originalUrl: undefined, topics: ['expert systems', 'Prolog'] })}\nA day.`,
  'topics/ai.yaml': 'name: AI',
  'topics/expert-systems.yaml': 'name: Expert Systems\nparent: AI\nretired: true',
  'topics/prolog.yaml': 'name: Prolog\nparent: Expert Systems',
}

it('no document names or links to a retired topic', () => {
  const { feeds, hosted } = select(files, { archiveItems: 1 })
  const site = {
    publicUrl: 'https://feeds.example',
    pageImages: false,
    assets: { style: 's.css', script: 's.js', icon: { page: 'i.svg', feed: 'i.png' } },
  }
  const documents = rendered([
    ...feeds.flatMap((feed) => documentsOfFeed(feed, new WeakMap())),
    documentOfFeedList(feeds),
    ...documentsOfPages(feeds, hosted, site),
  ])
  expect(documents.filter(({ body }) => /expert[ -]systems/i.test(body)).map(({ path }) => path)).toEqual([])
})

it('children of a retired topic move to its parent', () => {
  expect(feedOf(files, 'prolog').topic?.parent).toBe('ai')
})

it('an article with only retired topics remains in the feed of all articles', () => {
  const { feeds } = select({ ...files, 'only.md': linkPost({ id: 'urn:x:only', topics: ['Expert Systems'] }) })
  expect(feeds.map(({ id, articles }) => [id, articles.length])).toEqual([
    ['all', 3],
    ['ai', 1],
    ['prolog', 1],
  ])
})

it('the fingerprint of an article changes when one of its topics is retired', () => {
  const described = { ...files, 'topics/expert-systems.yaml': 'name: Expert Systems\nparent: AI' }
  expect(feedOf(files).subscription.fingerprint).not.toBe(feedOf(described).subscription.fingerprint)
})
