import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { generate } from '../../src/build/pipeline.ts'
import { parseConfig } from '../../src/config.ts'
import { assembleDocument } from '../../src/formats/assemble-document.ts'
import { formats } from '../../src/formats/formats.ts'
import { linkPost, linkPosts } from '../support/articles.ts'
import { composed, feedOf } from '../support/feeds.ts'
import { nativeCorpus } from '../support/native-corpus.ts'
import { type ReadDocument, readAtom, readJson, readRss } from '../support/parse-documents.ts'
import { storeIn } from '../support/store.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const realCorpus = nativeCorpus()

const readers = { rss: readRss, atom: readAtom, json: readJson }

describe.skipIf(!realCorpus)('the history of the real corpus', () => {
  it.each(formats)('is complete in $name: every article once, newest first', async ({ id, extension }) => {
    const outDir = temporaryFolder()
    const config = parseConfig({
      CONTENT_DIR: realCorpus as string,
      OUT_DIR: outDir,
      FEED_ITEMS: '20',
      ARCHIVE_ITEMS: '30',
    })
    await generate(config, { now: () => new Date('2026-11-01'), store: storeIn(outDir) })
    const ids: (string | undefined)[] = []
    const instants: number[] = []
    let documents = 0
    for (let url: string | undefined = `http://localhost:3000/feeds/all.${extension}`; url; documents++) {
      const document: ReadDocument = readers[id](readFileSync(join(outDir, 'current', new URL(url).pathname), 'utf8'))
      expect(document.self).toBe(url)
      ids.push(...document.articles.map((article) => article.id))
      instants.push(...document.articles.map(({ published }) => published))
      url = document.previous
    }
    expect(documents).toBe(8)
    expect(ids).toHaveLength(228)
    expect(new Set(ids).size).toBe(228)
    expect(instants).toEqual(instants.toSorted((a, b) => b - a))
  })
})

describe('archive pages', () => {
  const size = { feedItems: 3, archiveItems: 2 }

  it('are linked in both directions, and to the subscription document', () => {
    const feed = feedOf(linkPosts(8), 'ai', size)
    const numbers = feed.archives.map(({ number, previous, next, articles }) => ({
      number,
      previous: previous?.atom,
      next: next?.atom,
      articles: articles.map(({ title }) => title),
    }))
    const url = (page: number) => `https://feeds.example/feeds/ai/archive/${page}.atom`
    expect(feed.subscription.previous?.atom).toBe(url(3))
    expect(numbers).toEqual([
      { number: 1, previous: undefined, next: url(2), articles: ['Post ai-6', 'Post ai-7'] },
      { number: 2, previous: url(1), next: url(3), articles: ['Post ai-4', 'Post ai-5'] },
      { number: 3, previous: url(2), next: undefined, articles: ['Post ai-3'] },
    ])
    const page = feed.archives[1] as (typeof feed.archives)[0]
    const [rss, atom, json] = formats.map((format) =>
      assembleDocument(format, feed, page, composed(page.articles), new WeakMap()).toString(),
    )
    expect(rss).toContain(
      '<atom:link href="https://feeds.example/feeds/ai.xml" rel="current" type="application/rss+xml"/>',
    )
    expect(rss).toContain('<fh:archive/>')
    expect(atom).toContain('<link rel="current" href="https://feeds.example/feeds/ai.atom"/>')
    expect(atom).toContain('<fh:archive/>')
    expect(JSON.parse(json ?? '')).toMatchObject({ next_url: 'https://feeds.example/feeds/ai/archive/1.json' })
  })

  it('are skipped if the last one is still empty', () => {
    const feed = feedOf(linkPosts(5), 'ai', size)
    expect(feed.archives.map(({ articles }) => articles.length)).toEqual([2, 0])
    expect(feed.subscription.previous?.rss).toBe('https://feeds.example/feeds/ai/archive/1.xml')
  })

  it('are rewritten only if necessary: the document and the last page', async () => {
    expect(await changesAfter(linkPosts(7), { ...linkPosts(7), ...newArticle('2026-05-01') })).toEqual([
      '',
      'archive/3',
    ])
    expect(await changesAfter(linkPosts(8), { ...linkPosts(8), ...newArticle('2026-05-01') })).toEqual([
      '',
      'archive/3',
      'archive/4',
    ])
    expect(await changesAfter(linkPosts(3), { ...linkPosts(3), ...newArticle('2026-05-01') })).toEqual([
      '',
      'archive/1',
    ])
  })

  it('are rewritten from the position of a backdated article on, but not older ones', async () => {
    expect(await changesAfter(linkPosts(8), { ...linkPosts(8), ...newArticle('2025-12-27T12:00:00Z') })).toEqual([
      'archive/2',
      'archive/3',
      'archive/4',
    ])
  })
})

describe('a removed article', () => {
  it('changes its page and newer ones, but not older ones', async () => {
    const { 'ai-5.md': gone, ...rest } = linkPosts(8)
    expect(gone).toContain('Post ai-5')
    expect(await changesAfter(linkPosts(8), rest)).toEqual(['', 'archive/2', 'archive/3'])
  })
})

function newArticle(publishedDateTime: string): Record<string, string> {
  return { 'new.md': linkPost({ title: 'New', originalUrl: 'https://example.org/new', publishedDateTime }) }
}

/** The documents of the feed `ai` that change, equally in all formats, when the corpus changes. */
async function changesAfter(before: Record<string, string>, after: Record<string, string>): Promise<string[]> {
  const outDir = temporaryFolder()
  const run = (files: Record<string, string>) => {
    const env = { CONTENT_DIR: temporaryFolder(files), OUT_DIR: outDir, FEED_ITEMS: '3', ARCHIVE_ITEMS: '2' }
    return generate(parseConfig(env), { now: () => new Date('2026-06-01'), store: storeIn(outDir) })
  }
  await run(before)
  const { changed } = await run(after)
  const of = (extension: string) =>
    changed.flatMap((path) => new RegExp(`^feeds/ai(?:/(.*))?\\.${extension}$`).exec(path)?.slice(1) ?? []).map(String)
  expect([of('atom'), of('json')]).toEqual([of('xml'), of('xml')])
  return of('xml').map((page) => (page === 'undefined' ? '' : page))
}
