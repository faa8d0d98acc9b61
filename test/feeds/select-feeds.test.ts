import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assembleCorpus } from '../../src/corpus/assemble-corpus.ts'
import { createFingerprint } from '../../src/feeds/article-fingerprint.ts'
import { selectFeeds } from '../../src/feeds/select-feeds.ts'
import { linkPost, linkPosts } from '../support/articles.ts'
import { composed, feedOf, select } from '../support/feeds.ts'
import { parsedSummary } from '../support/parsed-article.ts'
import { profileOf } from '../support/profile.ts'

describe('selectFeeds', () => {
  it('selects a feed of all articles and one per topic, ordered by id', () => {
    const { feeds } = select({ ...linkPosts(2, 'Space'), ...linkPosts(1, 'AI') })
    expect(feeds.map(({ id, articles }) => [id, articles.length])).toEqual([
      ['all', 3],
      ['ai', 1],
      ['space', 2],
    ])
  })

  it('orders by date, newest first, then by id', () => {
    const at = (publishedDateTime: string, originalUrl: string) => linkPost({ publishedDateTime, originalUrl })
    const feed = feedOf({
      'a.md': at('2026-01-01', 'https://example.org/c'),
      'b.md': at('2026-01-02', 'https://example.org/b'),
      'c.md': at('2026-01-01', 'https://example.org/a'),
    })
    expect(feed.articles.map(({ id }) => id)).toEqual([
      'https://example.org/b',
      'https://example.org/a',
      'https://example.org/c',
    ])
  })

  it('does not depend on the order of files', () => {
    const files = Object.entries({ ...linkPosts(6, 'AI'), ...linkPosts(6, 'ai'), 'x.md': linkPost({ topics: ['Ai'] }) })
    const expected = JSON.stringify(select(Object.fromEntries(files)))
    fc.assert(
      fc.property(fc.shuffledSubarray(files, { minLength: files.length }), (shuffled) => {
        expect(JSON.stringify(select(Object.fromEntries(shuffled)))).toBe(expected)
      }),
    )
  })

  it('has only the newest articles in the document, and knows all', () => {
    const feed = feedOf(linkPosts(5), 'ai', { feedItems: 2 })
    expect(feed.subscription.articles.map(({ title }) => title)).toEqual(['Post ai-0', 'Post ai-1'])
    expect(feed.articles).toHaveLength(5)
  })

  it('holds back a scheduled article until it is due', () => {
    const files = { 'a.md': linkPost({ publishedDateTime: '2026-01-02T03:04:05Z' }) }
    const before = select(files, {}, new Date('2026-01-02T03:04:04.999Z'))
    expect(before.feeds.map(({ id }) => id)).toEqual(['all'])
    expect(before.nextDue).toEqual(new Date('2026-01-02T03:04:05Z'))
    const after = select(files, {}, new Date('2026-01-02T03:04:05Z'))
    expect(after.feeds.map(({ id }) => id)).toEqual(['all', 'ai'])
    expect(after.nextDue).toBeUndefined()
  })

  it('drops an article when it expires', () => {
    const article = parsedSummary(linkPost({ publishedDateTime: '2026-01-01' }))
    const expiring = { ...article, expires: new Date('2026-03-01') }
    const at = (now: string) => {
      const dueBy = new Date(now)
      const parts = { descriptions: [], diagnostics: [], ignored: new Map(), topicLimits: profileOf().topics, dueBy }
      const corpus = assembleCorpus([{ article: expiring }], parts)
      const site = {
        publicUrl: 'https://feeds.example',
        siteTitle: 'T',
        siteDescription: 'D',
        feedItems: 5,
        feedBytes: 65_536,
      }
      const options = { ...site, archiveItems: 5, websubHubs: [], feedIcon: 'icon.png', refreshInterval: 900 }
      const { feeds, nextDue } = selectFeeds(corpus, options, dueBy, {
        fingerprint: createFingerprint(corpus.topicByKey),
      })
      return { feeds: feeds.map(({ id, articles }) => [id, articles.length]), nextDue }
    }
    expect(at('2026-02-28T23:59:59.999Z')).toEqual({
      feeds: [
        ['all', 1],
        ['ai', 1],
      ],
      nextDue: new Date('2026-03-01'),
    })
    expect(at('2026-03-01')).toEqual({ feeds: [['all', 0]], nextDue: undefined })
  })

  it('ignores an update before its date', () => {
    const files = { 'a.md': linkPost({ publishedDateTime: '2026-01-01', updatedDateTime: '2026-03-01' }) }
    const before = select(files, {}, new Date('2026-02-01'))
    expect(before.feeds[0]?.subscription.updated).toEqual(new Date('2026-01-01'))
    expect(before.nextDue).toEqual(new Date('2026-03-01'))
    expect(select(files, {}, new Date('2026-03-01')).feeds[0]?.subscription.updated).toEqual(new Date('2026-03-01'))
  })

  it('dates a feed by its newest update, not its newest article, and an empty one with a constant', () => {
    const files = {
      'old.md': linkPost({ publishedDateTime: '2026-01-01', updatedDateTime: '2026-05-01' }),
      'new.md': linkPost({ publishedDateTime: '2026-02-01', originalUrl: 'https://example.org/new' }),
    }
    expect(feedOf(files).subscription.updated).toEqual(new Date('2026-05-01'))
    expect(feedOf({}).subscription.updated).toEqual(new Date('2000-01-01'))
  })

  it('keeps a described topic without articles, and drops a retired one', () => {
    const { feeds, hosted } = select({
      'topics/a.yaml': 'name: Quiet',
      'topics/b.yaml': 'name: AI\nretired: true',
      ...linkPosts(1),
    })
    expect(feeds.map(({ id }) => id)).toEqual(['all', 'quiet'])
    expect(hosted).toEqual([])
  })

  it('describes a feed by its topic, title and URLs', () => {
    const feed = feedOf({ 'topics/n.yaml': 'name: Новости\nlanguage: ru\ndescription: Что нового' }, 'новости')
    expect(feed).toMatchObject({
      title: 'Новости – The Mill',
      description: 'Что нового',
      language: 'ru',
      authorName: 'The Mill',
      pageUrl: 'https://feeds.example/topics/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8/',
      subscription: { urls: { rss: 'https://feeds.example/feeds/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8.xml' } },
    })
  })

  it('lists hosted articles', () => {
    const { hosted } = select({
      'my-day.md': `${linkPost({ originalUrl: undefined })}\nA *good* day.`,
      ...linkPosts(3),
    })
    expect(hosted.map(({ slug, article }) => [slug, composed([article])[0]?.link])).toEqual([
      ['my-day', 'https://feeds.example/articles/my-day/'],
    ])
  })
})
