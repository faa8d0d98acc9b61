import { describe, expect, it } from 'vitest'
import { linkHeader } from '../../../src/serve/http/link-header.ts'

const site = { publicUrl: 'https://feeds.example', hubs: ['https://hub.example/'] }

describe('linkHeader', () => {
  it('names a document by its canonical URL, its other formats, its page and its hubs', () => {
    expect(linkHeader('feeds/ai.atom', site)).toBe(
      '<https://feeds.example/feeds/ai.atom>; rel="self", ' +
        '<https://feeds.example/feeds/ai.xml>; rel="alternate"; type="application/rss+xml", ' +
        '<https://feeds.example/feeds/ai.json>; rel="alternate"; type="application/feed+json", ' +
        '<https://feeds.example/topics/ai/>; rel="alternate"; type="text/html", ' +
        '<https://hub.example/>; rel="hub"',
    )
  })

  it('names an archive page by its own URL, without hubs, because it does not change', () => {
    expect(linkHeader('feeds/новости/archive/3.xml', site)).toBe(
      '<https://feeds.example/feeds/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8/archive/3.xml>; rel="self", ' +
        '<https://feeds.example/feeds/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8/archive/3.atom>; rel="alternate"; type="application/atom+xml", ' +
        '<https://feeds.example/feeds/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8/archive/3.json>; rel="alternate"; type="application/feed+json", ' +
        '<https://feeds.example/topics/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8/>; rel="alternate"; type="text/html"',
    )
  })

  it('links from the feed of all articles to the home page', () => {
    expect(linkHeader('feeds/all.xml', { ...site, hubs: [] })).toContain(
      '<https://feeds.example/>; rel="alternate"; type="text/html"',
    )
  })

  it.each(['index.html', 'topics/ai/index.html', 'feeds.opml', 'style.css'])('is undefined for %s', (path) => {
    expect(linkHeader(path, site)).toBeUndefined()
  })
})
