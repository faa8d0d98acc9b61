import { expect, it } from 'vitest'
import { findLargeDocuments } from '../../src/publish/find-large-documents.ts'
import { linkPost } from '../support/articles.ts'
import { feedOf } from '../support/feeds.ts'

const post = (name: string, words: number) =>
  linkPost({ title: name, originalUrl: `https://example.org/${name}`, excerpt: 'x' }) + 'longer '.repeat(words)

const feed = feedOf({ 'a.md': post('a', 100_000), 'b.md': post('b', 140_000), 'c.md': post('c', 1) }, 'ai')

const file = (path: string, bytes: number) => ({
  ...{ path, bytes, sha256: '', mediaType: 'application/rss+xml', lastModified: '2026-01-01T00:00:00.000Z' },
  encodings: {},
})

it('a feed with a document over 5 MB is reported once, by its largest document, with its longest articles', () => {
  const files = [file('feeds/ai.xml', 5_100_000), file('feeds/ai.atom', 5_000_001), file('feeds/ai.json', 5_000_000)]
  expect(findLargeDocuments([feed], files)).toEqual([
    {
      file: 'feeds/ai.xml',
      rule: 'document-too-large',
      message:
        'has 5.1 MB, and many readers take no more than 5 MB; its longest articles are b.md (1.0 MB), a.md (0.7 MB), c.md (0.0 MB)',
      hint: 'Shorten these articles, or lower FEED_BYTES; for an archive page, lower ARCHIVE_ITEMS.',
      severity: 'warning',
    },
  ])
})

it('documents of 5 MB, and those that are no feeds, are not reported', () => {
  expect(findLargeDocuments([feed], [file('feeds/ai.xml', 5_000_000), file('articles/a/', 6_000_000)])).toEqual([])
})
