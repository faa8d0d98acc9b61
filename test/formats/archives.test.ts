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
    expect(documents).toBe(9)
    expect(ids).toHaveLength(228)
    expect(new Set(ids).size).toBe(228)
    expect(instants).toEqual(instants.toSorted((a, b) => b - a))
  })
})

describe('archive pages', () => {
  const size = { feedItems: 3, archiveItems: 4 }

  it('are linked in both directions, and to the subscription document', () => {
    const feed = feedOf(linkPosts(20), 'ai', size)
    const pages = feed.archives.map(({ name, previous, next, articles }) => ({
      name,
      previous: previous?.urls.atom,
      next: next?.urls.atom,
      articles: articles.map(({ title }) => title),
    }))
    const url = (page: string) => `https://feeds.example/feeds/ai/archive/${page}.atom`
    expect(feed.subscription.previous?.urls.atom).toBe(url('31817508f382011a'))
    expect(pages).toEqual([
      {
        name: 'oldest',
        previous: undefined,
        next: url('0569dd6cfd1e657c'),
        articles: ['Post ai-16', 'Post ai-17', 'Post ai-18', 'Post ai-19'],
      },
      {
        name: '0569dd6cfd1e657c',
        previous: url('oldest'),
        next: url('88a0d67c7dec0932'),
        articles: ['Post ai-10', 'Post ai-11', 'Post ai-12', 'Post ai-13', 'Post ai-14', 'Post ai-15'],
      },
      {
        name: '88a0d67c7dec0932',
        previous: url('0569dd6cfd1e657c'),
        next: url('31817508f382011a'),
        articles: ['Post ai-6', 'Post ai-7', 'Post ai-8', 'Post ai-9'],
      },
      {
        name: '31817508f382011a',
        previous: url('88a0d67c7dec0932'),
        next: undefined,
        articles: ['Post ai-3', 'Post ai-4', 'Post ai-5'],
      },
    ])
    const page = feed.archives[1] as (typeof feed.archives)[0]
    const [rss, atom, json] = formats.map((format) =>
      Buffer.concat([...assembleDocument(format, feed, page, composed(page.articles), new WeakMap())]).toString(),
    )
    expect(rss).toContain(
      '<atom:link href="https://feeds.example/feeds/ai.xml" rel="current" type="application/rss+xml"/>',
    )
    expect(rss).toContain('<fh:archive/>')
    expect(atom).toContain('<link rel="current" href="https://feeds.example/feeds/ai.atom"/>')
    expect(atom).toContain('<fh:archive/>')
    expect(JSON.parse(json ?? '')).toMatchObject({ next_url: 'https://feeds.example/feeds/ai/archive/oldest.json' })
  })

  it('are rewritten only if necessary: the document and the newest page', async () => {
    expect(await changesAfter(linkPosts(19), { ...linkPosts(19), ...newArticle('2026-05-01') })).toEqual([
      '',
      'archive/31817508f382011a',
      'archive/1c9a2fb2876d5498',
    ])
    expect(await changesAfter(linkPosts(3), { ...linkPosts(3), ...newArticle('2026-05-01') })).toEqual([
      '',
      'archive/oldest',
    ])
  })

  it('are not rewritten for a backdated article, except its own', async () => {
    const after = { ...linkPosts(20), ...newArticle('2025-12-18T12:00:00Z') }
    expect(await changesAfter(linkPosts(20), after)).toEqual(['archive/0569dd6cfd1e657c'])
  })

  it('are not rewritten for a removed article, except its own', async () => {
    const { 'ai-12.md': gone, ...rest } = linkPosts(20)
    expect(gone).toContain('Post ai-12')
    expect(await changesAfter(linkPosts(20), rest)).toEqual(['archive/0569dd6cfd1e657c'])
  })
})

function newArticle(publishedDateTime: string): Record<string, string> {
  return { 'new.md': linkPost({ title: 'New', originalUrl: 'https://example.org/new', publishedDateTime }) }
}

/** The documents of the feed `ai` that change when the corpus changes; in JSON, only those whose articles or older page do. */
async function changesAfter(before: Record<string, string>, after: Record<string, string>): Promise<string[]> {
  const outDir = temporaryFolder()
  const run = (files: Record<string, string>) => {
    const env = { CONTENT_DIR: temporaryFolder(files), OUT_DIR: outDir, FEED_ITEMS: '3', ARCHIVE_ITEMS: '4' }
    return generate(parseConfig(env), { now: () => new Date('2026-06-01'), store: storeIn(outDir) })
  }
  await run(before)
  const { changed } = await run(after)
  const of = (extension: string) =>
    changed.flatMap((path) => new RegExp(`^feeds/ai(?:/(.*))?\\.${extension}$`).exec(path)?.slice(1) ?? []).map(String)
  expect(of('atom')).toEqual(of('xml'))
  expect(of('xml')).toEqual(expect.arrayContaining(of('json')))
  return of('xml').map((page) => (page === 'undefined' ? '' : page))
}
