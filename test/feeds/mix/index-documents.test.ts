import { describe, expect, it } from 'vitest'
import { linkPost, linkPosts } from '../../support/articles.ts'
import { composed, select } from '../../support/feeds.ts'
import { documentsOfIndex } from '../../support/mix-server.ts'

describe('the index of mixes', () => {
  it('says of each article what it is found by, and what a digest shows of it', () => {
    const text = linkPost({
      title: 'Über Köln',
      excerpt: 'Köln!',
      provider: { name: 'The Paper', domain: 'paper.example' },
      type: 'Video',
      locale: 'de-AT',
      quality: 70,
    })
    const [index, shard] = indexOf({ 'a.md': text }, {})
    expect(index).toMatchObject({ archives: [], site: { title: 'The Mill', timeZone: 'Asia/Taipei' } })
    expect(shard).toEqual({
      published: [Date.UTC(2026, 0, 2, 3, 4, 5)],
      updated: [Date.UTC(2026, 0, 2, 3, 4, 5)],
      quality: [70],
      heat: [null],
      terms: {
        topic: { ai: [0] },
        author: { 'the-paper': [0] },
        provider: { 'the-paper': [0], 'paper.example': [0] },
        type: { video: [0] },
        locale: { de: [0], 'de-at': [0] },
        word: { uber: [0], koln: [0] },
      },
      names: {
        author: { 'the-paper': 'The Paper' },
        provider: { 'the-paper': 'The Paper', 'paper.example': 'paper.example' },
        type: { video: 'Video' },
        locale: { de: 'de', 'de-at': 'de-at' },
      },
      items: {
        rss: { starts: [expect.any(Number)], ends: [expect.any(Number)], checks: [expect.any(Number)] },
        atom: { starts: [expect.any(Number)], ends: [expect.any(Number)], checks: [expect.any(Number)] },
        json: { starts: [expect.any(Number)], ends: [expect.any(Number)], checks: [expect.any(Number)] },
      },
      texts: { link: ['https://example.org/morning'], title: ['Über Köln'], excerpt: ['Köln!'] },
    })
  })

  it('has a part for each page of the history, of which a new article changes only the newest', () => {
    const options = { feedItems: 5, archiveItems: 4 }
    const posts = linkPosts(40)
    const before = fingerprints(posts, options)
    const after = fingerprints({ ...posts, 'new.md': linkPost({ originalUrl: 'https://example.org/new' }) }, options)
    expect(before.size).toBeGreaterThan(6)
    const changed = [...after].filter(([path, fingerprint]) => before.get(path) !== fingerprint).map(([path]) => path)
    expect(changed.slice(0, 2)).toEqual(['feeds/mix/newest.json', expect.any(String)])
    expect(changed.length).toBeLessThanOrEqual(3)
  })
})

function documentsOf(files: Record<string, string>, options: Parameters<typeof select>[1]) {
  return documentsOfIndex(select(files, options).feeds, { timeZone: 'Asia/Taipei' })
}

function indexOf(files: Record<string, string>, options: Parameters<typeof select>[1]): unknown[] {
  return documentsOf(files, options).map(({ articles, render }) =>
    JSON.parse(Buffer.concat([...render(composed(articles))]).toString()),
  )
}

function fingerprints(files: Record<string, string>, options: Parameters<typeof select>[1]): Map<string, string> {
  return new Map(documentsOf(files, options).map(({ path, fingerprint }) => [path, fingerprint]))
}
