import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assembleDocument, type ItemCache } from '../../src/formats/assemble-document.ts'
import { formats } from '../../src/formats/formats.ts'
import type { ComposedArticle } from '../../src/model/composed-article.ts'
import type { Feed, FeedPage } from '../../src/model/feed.ts'
import { linkPosts } from '../support/articles.ts'
import { composed, select } from '../support/feeds.ts'
import { filesBelow } from '../support/files.ts'
import { fuzzing } from '../support/fuzzing.ts'
import { hostileCorpus } from '../support/hostile.ts'
import { nativeCorpus } from '../support/native-corpus.ts'
import { type ReadDocument, readAtom, readJson, readRss } from '../support/parse-documents.ts'

const realCorpus = nativeCorpus()

const readers = { rss: readRss, atom: readAtom, json: readJson }

describe('RSS, Atom and JSON say the same', () => {
  it('for the articles in content/', () => {
    expect(compareFormats(filesBelow('content'))).toBeGreaterThan(10)
  })

  it.skipIf(!realCorpus)('of the real corpus', () => {
    expect(compareFormats(filesBelow(realCorpus as string))).toBeGreaterThan(10)
  })

  it('for a folder of hostile articles', () => {
    expect(compareFormats(filesBelow('test/fixtures/hostile'))).toBeGreaterThan(5)
  })

  it('for generated hostile articles', () => {
    fc.assert(
      fc.property(hostileCorpus, (files) => {
        compareFormats(files)
      }),
      fuzzing(0.02),
    )
  })

  it('for every archive page', () => {
    expect(compareFormats(linkPosts(12), { feedItems: 3, archiveItems: 4 })).toBe(8)
  })
})

/** Compares all documents of a corpus across formats, and JSON documents with the articles; returns their number. */
function compareFormats(files: Record<string, string>, options = {}): number {
  let documents = 0
  for (const feed of select(files, options).feeds) {
    for (const page of [feed.subscription, ...feed.archives]) {
      const articles = composed(page.articles)
      const items: ItemCache = new WeakMap()
      const [rss, atom, json] = formats.map((format) => {
        const text = Buffer.concat([...assembleDocument(format, feed, page, articles, items)]).toString()
        return forComparison(readers[format.id](text), format.id)
      })
      expect(rss).toEqual(json)
      expect(atom).toEqual(json)
      expect(json).toEqual(forComparison(expectedDocument(feed, page, articles), 'json'))
      for (const [index, article] of articles.entries()) {
        const sizes = [...(items.get(article)?.values() ?? [])].map(({ length }) => length)
        expect(page.articles[index]?.size).toBeGreaterThanOrEqual(Math.max(...sizes))
      }
      documents++
    }
  }
  return documents
}

function expectedDocument(feed: Feed, page: FeedPage, articles: readonly ComposedArticle[]): ReadDocument {
  return {
    title: feed.title,
    self: page.urls.json,
    previous: page.previous?.urls.json,
    articles: articles.map((article) => ({
      id: article.id,
      link: article.link,
      title: article.title,
      published: article.published.getTime(),
      updated: article.updated.getTime(),
      authors: article.authors.map(({ name }) => name),
      topics: [...article.topics.map(({ name }) => name), ...article.tags],
      excerpt: article.excerpt ?? '',
      content: article.contentHtml,
    })),
  }
}

/** A document without the extensions of URLs, which differ by format. */
function forComparison(document: ReadDocument, key: keyof typeof readers): ReadDocument {
  const bare = (url: string | undefined) => url?.replace(new RegExp(`\\.${key === 'rss' ? 'xml' : key}$`), '')
  return { ...document, self: bare(document.self), previous: bare(document.previous) }
}
