import { describe, expect, it } from 'vitest'
import type { Feed } from '../../../src/model/feed.ts'
import { documentsOfPages } from '../../../src/pages/render-pages.ts'
import { linkPost } from '../../support/articles.ts'
import { ASSETS } from '../../support/assets.ts'
import { select } from '../../support/feeds.ts'
import { rendered } from '../../support/rendered.ts'

const PUBLIC_URL = 'https://feeds.example/news'

describe('the page of a topic', () => {
  it('links to feeds that are made of it, where the server shows them', () => {
    expect(linksAt('topics/ai/index.html', { 'a.md': article(['AI', 'Bio'], 70), 'b.md': article(['AI']) })).toEqual([
      ['Only the best', '/news/mix/?any=ai&amp;top=3/week'],
      ['Weekly digest', '/news/mix/?any=ai&amp;digest=week'],
      ['Excerpts only', '/news/mix/?any=ai&amp;content=excerpt'],
      ['With Bio', '/news/mix/?all=ai,bio'],
      ['Compose a feed …', '/news/mix/?any=ai'],
    ])
  })

  it('offers the topic that most, but not all, of its newest articles have too', () => {
    const files = {
      'a.md': article(['AI', 'Bio', 'Art', 'Science']),
      'b.md': article(['AI', 'Art', 'Science']),
      'c.md': article(['AI', 'Science']),
    }
    expect(linksAt('topics/ai/index.html', files)).toContainEqual(['With Art', '/news/mix/?all=ai,art'])
  })

  it('offers neither the best of unrated articles nor a companion where there is none', () => {
    const links = linksAt('topics/ai/index.html', { 'a.md': article(['AI']) })
    expect(links.map(([text]) => text)).toEqual(['Weekly digest', 'Excerpts only', 'Compose a feed …'])
  })

  it('links to feeds that are made of all articles', () => {
    expect(linksAt('topics/all/index.html', { 'a.md': article(['AI']), 'b.md': article(['Bio']) })).toEqual([
      ['Weekly digest', '/news/mix/?digest=week'],
      ['Excerpts only', '/news/mix/?content=excerpt'],
      ['Compose a feed …', '/news/mix/'],
    ])
  })
})

describe('the page of an author', () => {
  it('links to feeds that are made of the articles by the author', () => {
    expect(linksOf('author-jane-doe', 'author')).toEqual([
      ['Weekly digest', '/news/mix/?author=jane-doe&amp;digest=week'],
      ['Excerpts only', '/news/mix/?author=jane-doe&amp;content=excerpt'],
      ['Compose a feed …', '/news/mix/?author=jane-doe'],
    ])
  })
})

describe('the page of a named mix', () => {
  it('links to no feeds that are made of it', () => {
    expect(linksOf('best', 'mix')).toEqual([])
  })
})

function article(topics: string[], quality?: number): string {
  return linkPost({ originalUrl: `https://example.org/${topics.join('-')}`, topics, quality })
}

function linksOf(id: string, kind: 'author' | 'mix'): [text: string, url: string][] {
  const files = { 'a.md': article(['AI', 'Bio']), 'b.md': article(['AI']) }
  return linksAt(`topics/${id}/index.html`, files, (feed) =>
    feed.topic?.id === 'ai' ? { ...feed, id, topic: { ...feed.topic, id, kind } } : feed,
  )
}

function linksAt(
  page: string,
  files: Record<string, string>,
  change = (feed: Feed): Feed => feed,
): [text: string, url: string][] {
  const { feeds: selected, hosted } = select(files, { publicUrl: PUBLIC_URL })
  const feeds = selected.map(change)
  const pages = rendered(documentsOfPages(feeds, hosted, { publicUrl: PUBLIC_URL, pageImages: false, assets: ASSETS }))
  const body = pages.find(({ path }) => path === page)?.body ?? expect.unreachable()
  const [links = ''] = /(?<=<nav class="topic-links served").*?(?=<\/nav>)/.exec(body) ?? []
  return [...links.matchAll(/<a href="([^"]*)">(.*?)<\/a>/g)].map(([, url = '', text = '']) => [
    text.replace(/<[^>]*>/g, ''),
    url,
  ])
}
