import { gunzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { createDeltas } from '../../../src/serve/http/delta.ts'
import type { Generation, PublishedFile } from '../../../src/serve/load-generation.ts'
import { linkPost } from '../../support/articles.ts'
import { generationOf } from '../../support/generation.ts'
import { POSTS, publishMixes, serveGeneration } from '../../support/mix-server.ts'
import { type Received, request } from '../../support/request.ts'

let generation: Generation
beforeAll(() => {
  generation = publishMixes(POSTS)
})

describe('a mix', () => {
  it.each(['xml', 'atom', 'json'])('has the items of the feed with all articles: %s', async (extension) => {
    const all = (await get(`/feeds/all.${extension}`)).body.toString()
    const { status, body } = await get(`/feeds/mix.${extension}?items=5`)
    expect(status).toBe(200)
    const mixed = itemsOf(body.toString(), extension)
    expect(mixed).toHaveLength(5)
    expect(mixed).toEqual(itemsOf(all, extension).slice(0, 5))
  })

  it.each([
    ['all=ai,bio', [15, 9, 3]],
    ['any=bio&items=3&without=ai', [19, 17, 13]],
    ['words=goose', [7]],
    ['words=-excerpt', [7]],
    ['min-quality=18', [19, 18]],
    ['items=2&top=1/week', [19, 17]],
    ['words=nothing', []],
  ])('of %s has the right articles', async (query, ids) => {
    const { body } = await get(`/feeds/mix.json?${query}`)
    expect(idsOf(body)).toEqual(ids.map((id) => `https://example.org/${id}`))
  })

  it('has exactly these headers', async () => {
    const { headers } = await get('/feeds/mix.xml?all=ai,bio&items=2', {}, 'GET')
    expect(headers).toEqual({
      'content-type': 'application/rss+xml; charset=utf-8',
      'content-length': expect.any(String),
      etag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
      'last-modified': 'Fri, 16 Jan 2026 12:00:00 GMT',
      'cache-control': 'public, max-age=900, stale-while-revalidate=900, stale-if-error=86400',
      vary: 'Accept-Encoding',
      link: [
        '<https://feeds.example/feeds/mix.xml?all=ai,bio&items=2>; rel="self"',
        '<https://feeds.example/feeds/mix.atom?all=ai,bio&items=2>; rel="alternate"; type="application/atom+xml"',
        '<https://feeds.example/feeds/mix.json?all=ai,bio&items=2>; rel="alternate"; type="application/feed+json"',
        '<https://feeds.example/mix/?all=ai,bio&items=2>; rel="alternate"; type="text/html"',
      ].join(', '),
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'ETag, Last-Modified, Link',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; style-src 'self'; sandbox",
      'cross-origin-resource-policy': 'cross-origin',
    })
  })

  it('names itself in its canonical form, and is well-formed with several parameters', async () => {
    const query = 'all=ai,bio&items=2'
    const [rss, atom, json] = await Promise.all(
      ['xml', 'atom', 'json'].map(async (extension) => String((await get(`/feeds/mix.${extension}?${query}`)).body)),
    )
    const escaped = query.replace('&', '&(?:amp|#x26);')
    expect(rss).toMatch(new RegExp(`<atom:link href="https://feeds.example/feeds/mix.xml\\?${escaped}" rel="self"`))
    expect(atom).toMatch(new RegExp(`<id>https://feeds.example/feeds/mix.atom\\?${escaped}</id>`))
    expect(atom).toMatch(new RegExp(`<link rel="self" href="https://feeds.example/feeds/mix.atom\\?${escaped}"/>`))
    expect(JSON.parse(json ?? '')).toMatchObject({
      title: 'AI and Bio – The Mill',
      feed_url: `https://feeds.example/feeds/mix.json?${query}`,
    })
  })

  it('names its page, as its Link header does', async () => {
    const query = 'any=bio&items=2'
    const [rss, atom, json] = await Promise.all(
      ['xml', 'atom', 'json'].map(async (extension) => String((await get(`/feeds/mix.${extension}?${query}`)).body)),
    )
    const escaped = 'any=bio&(?:amp|#x26);items=2'
    expect(rss).toMatch(new RegExp(`<link>https://feeds.example/mix/\\?${escaped}</link>`))
    expect(atom).toMatch(new RegExp(`<link rel="alternate" href="https://feeds.example/mix/\\?${escaped}"/>`))
    expect(JSON.parse(json ?? '')).toMatchObject({ home_page_url: `https://feeds.example/mix/?${query}` })
  })

  it('is not sent again to a client that has it, by tag or by date', async () => {
    const url = '/feeds/mix.atom?any=bio'
    const { headers } = await get(url)
    const { etag = '', 'last-modified': date = '' } = headers
    const statusOf = async (conditions: Record<string, string>) => (await get(url, conditions)).status
    expect(await statusOf({ 'If-None-Match': etag })).toBe(304)
    expect(await statusOf({ 'If-None-Match': `"x", W/${etag}` })).toBe(304)
    expect(await statusOf({ 'If-Modified-Since': date })).toBe(304)
    expect(await statusOf({ 'If-Modified-Since': 'Sat, 31 Jan 2026 00:00:00 GMT' })).toBe(200)
  })

  it('has no date for a client whose copy differs and is dated as late, which would drop it otherwise', async () => {
    const url = '/feeds/mix.atom?any=bio'
    const { body, headers } = await get(url)
    const { 'last-modified': date = '', ...undated } = headers
    const answer = await get(url, { 'If-None-Match': '"other"', 'If-Modified-Since': date })
    expect(answer).toMatchObject({ status: 200, headers: undated, body })
    expect(answer.headers).not.toHaveProperty('last-modified')
    const earlier = new Date(Date.parse(date) - 1000).toUTCString()
    const { headers: dated } = await get(url, { 'If-None-Match': '"other"', 'If-Modified-Since': earlier })
    expect(dated).toEqual(headers)
  })

  it('is compressed, and answers HEAD and OPTIONS', async () => {
    const url = '/feeds/mix.json?any=bio'
    const whole = await get(url)
    const zipped = await get(url, { 'Accept-Encoding': 'br, gzip' })
    expect([zipped.headers['content-encoding'], gunzipSync(zipped.body)]).toEqual(['gzip', whole.body])
    expect(zipped.headers.etag).not.toBe(whole.headers.etag)
    const head = await get(url, {}, 'HEAD')
    expect([head.status, head.headers, head.body.length]).toEqual([200, whole.headers, 0])
    expect((await get(url, {}, 'OPTIONS')).status).toBe(204)
    expect((await get(url, {}, 'POST')).status).toBe(405)
  })

  it('comes in the format that a client prefers', async () => {
    const { status, headers } = await get('/feeds/mix?any=bio', { Accept: 'application/atom+xml' })
    expect([status, headers['content-type'], headers.vary, headers['content-location']]).toEqual([
      200,
      'application/atom+xml; charset=utf-8',
      'Accept, Accept-Encoding',
      '/feeds/mix.atom?any=bio',
    ])
  })

  it('leads browsers to its page', async () => {
    const { status, headers } = await get('/feeds/mix?any=bio', { Accept: 'text/html,*/*;q=0.8' })
    expect([status, headers.location, headers.vary]).toEqual([303, '/mix/?any=bio', 'Accept'])
  })

  it.each([
    ['/feeds/mix.xml?any=bio&any=AI', 308, '/feeds/mix.xml?any=ai,bio'],
    ['/feeds/mix.xml?items=30', 308, '/feeds/mix.xml'],
    ['/feeds/mix.rss?any=ai', 308, '/feeds/mix.xml?any=ai'],
    ['/feeds/mix/?any=ai', 308, '/feeds/mix?any=ai'],
    ['/feeds/mix.atom?any=ki', 301, '/feeds/mix.atom?any=ai'],
  ])('has one URL: %s', async (url, status, location) => {
    const received = await get(url)
    expect([received.status, received.headers.location]).toEqual([status, location])
  })

  it('explains what it cannot be, and is gone with its topics', async () => {
    const bad = await get('/feeds/mix.xml?digest=year')
    expect([bad.status, bad.body.toString()]).toEqual([400, 'digest is "year". Allowed: day, week, month.\n'])
    expect((await get('/feeds/mix.xml?any=chess')).status).toBe(400)
    expect((await get('/feeds/mix.xml?any=old')).status).toBe(410)
    expect(idsOf((await get('/feeds/mix.json?any=bio,old&items=1')).body)).toEqual(['https://example.org/19'])
  })

  it.each(['/feeds/mix.xml', '/mix/'])('is not missed for longer than the topic that it lacks: %s', async (path) => {
    const lifetimeOf = async (id: string) => (await get(`${path}?any=${id}`)).headers['cache-control']
    expect(await lifetimeOf('chess')).toBe('public, max-age=60')
    expect(await lifetimeOf('old')).toContain('max-age=900')
  })

  it('may have only excerpts', async () => {
    const bodyOf = async (extension: string) =>
      String((await get(`/feeds/mix.${extension}?content=excerpt&words=goose`)).body)
    const [rss, atom, json] = await Promise.all(['xml', 'atom', 'json'].map(bodyOf))
    expect(rss).toContain('<description>A rare Goose</description>')
    expect(rss).not.toContain('content:encoded>')
    expect(atom).toContain('A rare Goose')
    expect(atom).not.toContain('<content')
    const [item] = JSON.parse(json ?? '').items
    expect(item).toMatchObject({ content_text: 'A rare Goose', summary: 'A rare Goose' })
    expect(item).not.toHaveProperty('content_html')
  })

  it('may be a digest of finished weeks', async () => {
    const url = await serveGeneration(generation, { now: new Date('2026-01-20T00:00:00Z') })
    const { headers, body } = await request(`${url}/feeds/mix.json?digest=week&items=2`)
    const [item, older] = JSON.parse(body.toString()).items
    expect(item).toMatchObject({
      id: 'tag:feedmill.invalid,2026-01-12:mix?digest=week',
      url: 'https://feeds.example/mix/?digest=week&items=2#2026-01-12',
      title: 'Weekly digest: 2026-01-12/2026-01-18',
      date_published: '2026-01-19T00:00:00.000Z',
      summary: '7 articles',
    })
    expect(item.content_html).toMatch(
      /^<ul>\n<li><p><a href="https:\/\/example\.org\/17">Post 17 &amp; &lt;more&gt;<\/a><\/p><p>Excerpt 17<\/p><\/li>/,
    )
    expect(older.date_published).toBe('2026-01-12T00:00:00.000Z')
    expect(headers['last-modified']).toBe('Mon, 19 Jan 2026 00:00:00 GMT')
  })

  it('has a digest that is updated with an article that it lists, and is not published again', async () => {
    const [text] = Object.values(POSTS).slice(3)
    const corrected = text?.replace('---\n', '---\nupdatedDateTime: 2026-02-01T00:00:00Z\n') ?? expect.unreachable()
    const url = await serveGeneration(publishMixes({ ...POSTS, '3.md': corrected }))
    const { headers, body } = await request(`${url}/feeds/mix.json?digest=week`)
    const dates = JSON.parse(body.toString()).items.map(({ date_published, date_modified }: Record<string, string>) => [
      date_published,
      date_modified,
    ])
    expect(dates.at(-1)).toEqual(['2026-01-05T00:00:00.000Z', '2026-02-01T00:00:00.000Z'])
    expect(dates.at(-2)).toEqual(['2026-01-12T00:00:00.000Z', '2026-01-12T00:00:00.000Z'])
    expect(headers['last-modified']).toBe('Sun, 01 Feb 2026 00:00:00 GMT')
  })

  it('is another one in another generation, even of the same number, and the same after a restart', async () => {
    const query = '/feeds/mix.xml?any=bio'
    const state = { generation, isDamaged: false, failure: undefined, stopping: false }
    const url = await serveGeneration(state)
    const before = await request(url + query)
    state.generation = publishMixes({
      ...POSTS,
      'new.md': linkPost({ originalUrl: 'https://example.org/n', topics: ['AI'] }),
    })
    expect((await request(url + query)).headers.etag).toBe(before.headers.etag)
    state.generation = publishMixes({
      ...POSTS,
      'new.md': linkPost({ originalUrl: 'https://example.org/n', topics: ['Bio'] }),
    })
    const after = await request(url + query)
    expect(after.headers.etag).not.toBe(before.headers.etag)
    expect(await request((await serveGeneration(state.generation)) + query)).toEqual(after)
  })

  it('may be sent as a delta, with only what is new', async () => {
    const state = { generation, isDamaged: false, failure: undefined, stopping: false }
    const url = `${await serveGeneration(state, { deltas: createDeltas() })}/feeds/mix.json?any=bio`
    const { headers } = await request(url)
    const post = linkPost({ publishedDateTime: '2026-02-01', originalUrl: 'https://example.org/n', topics: ['Bio'] })
    state.generation = publishMixes({ ...POSTS, 'new.md': post })
    const delta = await request(url, { 'A-IM': 'feed', 'If-None-Match': headers.etag ?? '' })
    expect([delta.status, delta.headers.im, delta.headers.vary]).toEqual([226, 'feed', 'A-IM, Accept-Encoding'])
    expect(idsOf(delta.body)).toEqual(['https://example.org/n'])
  })

  it('has no more articles than fit into a feed, the same in all formats, but at least one', async () => {
    const url = await serveGeneration(publishMixes(POSTS, { feedBytes: 20_000 }))
    const large = await serveGeneration(publishMixes(POSTS, { feedBytes: 10 }))
    const countOf = async (path: string, extension: string) =>
      itemsOf(String((await request(path)).body), extension).length
    for (const extension of ['xml', 'atom', 'json']) {
      expect(await countOf(`${url}/feeds/mix.${extension}`, extension)).toBe(4)
      expect(await countOf(`${large}/feeds/mix.${extension}?any=ai`, extension)).toBe(1)
    }
  })

  it.each<[string, PublishedFile['readRanges']]>([
    ['altered', async (ranges) => ranges.map(({ start, end }) => Buffer.alloc(end - start, 'x'))],
    ['cut off', async (ranges) => ranges.map(() => Buffer.alloc(0))],
    ['lost', () => Promise.reject(new Error('ENOENT'))],
  ])('takes its items from a whole copy of a document that is %s', async (_, readRanges) => {
    const files = [...generation.files].map(([path, file]): [string, PublishedFile] => [path, { ...file, readRanges }])
    const url = await serveGeneration({ ...generation, files: new Map(files) })
    expect(await request(`${url}/feeds/mix.xml?any=ai`)).toMatchObject({
      status: 200,
      body: (await get('/feeds/mix.xml?any=ai')).body,
    })
  })

  it.each<[string, string, PublishedFile['read']]>([
    ['cannot be read', 'lost', () => Promise.reject(new Error('lost'))],
    ['is served from another publication', 'feeds/all.xml has other items than its index', readOther],
  ])('is unavailable while a document with its items %s', async (_, message, read) => {
    const page = generation.files.get('feeds/all.xml') ?? expect.unreachable()
    const errors: unknown[] = []
    const replaced = { ...page, readRanges: undefined, read }
    const damaged: Generation = { ...generation, files: new Map(generation.files).set(page.path, replaced) }
    const state = { generation: damaged, isDamaged: false, failure: undefined, stopping: false }
    const url = `${await serveGeneration(state, { onUnreadable: (error) => errors.push(error) })}/feeds/mix`
    const { status, headers } = await request(`${url}.xml`)
    expect([status, headers['retry-after'], errors]).toEqual([503, '60', [new Error(message)]])
    expect((await request(`${url}.atom`)).status).toBe(200)
    state.generation = generation
    expect((await request(`${url}.xml`)).status).toBe(200)
  })

  it('does not exist where an earlier version has published', async () => {
    const url = await serveGeneration(generationOf({ 'feeds/ai.xml': 'RSS' }))
    expect((await request(`${url}/feeds/mix.xml`)).status).toBe(404)
  })
})

async function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Received> {
  return request((await serveGeneration(generation)) + path, headers, method)
}

/** The feed `all` of a publication with an article less. */
async function readOther(): Promise<Buffer> {
  const { '19.md': _, ...others } = POSTS
  const file = publishMixes(others).files.get('feeds/all.xml') ?? expect.unreachable()
  return file.read('identity')
}

function itemsOf(document: string, extension: string): string[] {
  if (extension === 'json') return JSON.parse(document).items
  return document.match(/<(?:item|entry)[ >][\s\S]*?<\/(?:item|entry)>/g) ?? []
}

function idsOf(body: Buffer): string[] {
  return JSON.parse(body.toString()).items.map(({ id }: { id: string }) => id)
}
