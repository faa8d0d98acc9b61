import { beforeAll, describe, expect, it } from 'vitest'
import type { Generation } from '../../../src/serve/load-generation.ts'
import { generationOf } from '../../support/generation.ts'
import { POSTS, publishMixes, serveGeneration } from '../../support/mix-server.ts'
import { type Received, request } from '../../support/request.ts'

let generation: Generation
beforeAll(() => {
  generation = publishMixes(POSTS)
})

describe('the page of a mix', () => {
  it('shows its URLs, its newest articles without content, and how many come in a week', async () => {
    const { status, body } = await get('/mix/?any=bio&words=-rare')
    const page = body.toString()
    expect(status).toBe(200)
    expect(page).toContain('href="https://feeds.example/feeds/mix.xml?any=bio&amp;words=-rare"')
    expect(titlesOf(page)).toEqual([19, 17, 15, 13, 11, 9, 5, 3, 1].map((number) => `Post ${number} &amp; &lt;more>`))
    expect(page).toContain('9 articles in the last year, about 3 a week')
    expect(page).toMatch(/name="any" value="bio" checked/)
    expect(page).not.toMatch(/name="any" value="ai" checked/)
    expect(page).toContain('<input id="field-words" name="words" value="-rare"')
  })

  it('has the items of a digest where its feed has', async () => {
    const { body } = await get('/mix/?digest=week&items=2')
    expect(titlesOf(body.toString())).toEqual([
      'Weekly digest: 2026-01-19/2026-01-25',
      'Weekly digest: 2026-01-12/2026-01-18',
    ])
  })

  it('has a place for each digest, to which the digest links, with the articles that it lists', async () => {
    const daily = await request(`${await serveGeneration(generation)}/feeds/mix.json?any=ai&digest=day`)
    const { items }: { items: { url: string }[] } = JSON.parse(daily.body.toString())
    const dates = items.map(({ url }) => new URL(url).hash.slice(1))
    expect(dates).toHaveLength(13)
    const page = (await get('/mix/?any=ai&digest=day')).body.toString()
    expect([...page.matchAll(/<li id="([\d-]+)"/g)].map(([, date]) => date)).toEqual(dates)
    expect(page).toContain(
      '<p>1 article</p><ul class="listed"><li dir="auto"><a href="https://example.org/18">Post 18 &amp; &lt;more></a></li></ul>',
    )
  })

  it('has headers as other pages have, and may send its form', async () => {
    const { headers } = await get('/mix/?any=bio')
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      etag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
      'last-modified': 'Tue, 20 Jan 2026 12:00:00 GMT',
      'cache-control': 'public, max-age=900, stale-while-revalidate=900, stale-if-error=86400',
      vary: 'Accept-Encoding',
      'x-frame-options': 'DENY',
      'content-security-policy': expect.stringContaining("form-action 'self'"),
    })
    expect((await get('/mix/?any=bio', { 'If-None-Match': headers.etag ?? '' })).status).toBe(304)
    const head = await get('/mix/?any=bio', {}, 'HEAD')
    expect([head.status, head.headers, head.body.length]).toEqual([200, headers, 0])
  })

  it.each([
    ['/mix', 308, '/mix/'],
    ['/mix?any=ai', 308, '/mix/?any=ai'],
    ['/mix/?any=bio&any=ai&words=&author=&top=&content=&digest=&items=30&min-heat=', 308, '/mix/?any=ai,bio'],
    ['/mix/?any=ki', 301, '/mix/?any=ai'],
  ])('has one URL: %s', async (url, status, location) => {
    const received = await get(url)
    expect([received.status, received.headers.location]).toEqual([status, location])
  })

  it('says what is wrong beside what was asked for, and has no tag then', async () => {
    const { status, headers, body } = await get('/mix/?any=chess&words=%3Cgoose', { 'If-None-Match': '*' })
    expect(status).toBe(400)
    expect(headers).not.toHaveProperty('etag')
    const page = body.toString()
    expect(page).toContain('<p role="alert">any has &quot;chess&quot;, which is no topic. Allowed: ai, bio.</p>')
    expect(page).toContain('name="words" value="&lt;goose"')
    expect((await get('/mix/?any=old')).status).toBe(410)
  })

  it('offers what articles can be selected by, and no other fields', async () => {
    const page = (await get('/mix/')).body.toString()
    const names = new Set([...page.matchAll(/ name="([\w-]+)"/g)].map(([, name]) => name))
    expect([...names]).toEqual([
      'viewport',
      'any',
      'all',
      'without',
      'words',
      'min-quality',
      'top',
      'content',
      'digest',
      'items',
    ])
    expect((await get('/mix/?min-heat=1')).body.toString()).toContain('name="min-heat"')
  })

  it('keeps topics of its mix that are retired or have vanished, so that its form does not widen it', async () => {
    const url = await serveGeneration({ ...generation, vanished: ['gone'] })
    const page = (await request(`${url}/mix/?any=bio,old&without=gone`)).body.toString()
    expect(page).toMatch(/name="any" value="old" checked/)
    expect(page).toMatch(/name="without" value="gone" checked/)
    expect((await request(`${url}/mix/`)).body.toString()).not.toContain('value="gone"')
  })

  it('works below a path', async () => {
    const url = await serveGeneration(generation, { publicUrl: 'https://example.org/news' })
    expect((await request(`${url}/news/mix?any=ai`)).headers.location).toBe('/news/mix/?any=ai')
    const page = (await request(`${url}/news/mix/?any=ai`)).body.toString()
    expect(page).toContain('<form id="mix" action="/news/mix/#result">')
    expect((await request(`${url}/news/server.css`)).status).toBe(200)
  })

  it('is linked from pages by a style sheet that only the server has', async () => {
    const { status, headers, body } = await get('/server.css')
    expect([status, headers['content-type'], body.toString()]).toEqual([
      200,
      'text/css; charset=utf-8',
      '.served {\n  display: revert;\n}\n',
    ])
  })

  it('does not exist where an earlier version has published', async () => {
    const url = await serveGeneration(generationOf({ 'feeds/ai.xml': 'RSS' }))
    expect((await request(`${url}/mix/`)).status).toBe(404)
  })
})

async function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Received> {
  return request((await serveGeneration(generation)) + path, headers, method)
}

function titlesOf(page: string): string[] {
  return [...page.matchAll(/<h3><a [^>]*>([^<]*)</g)].map(([, title = '']) => title)
}
