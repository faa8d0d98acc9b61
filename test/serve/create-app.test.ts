import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type AppOptions, createApp } from '../../src/serve/create-app.ts'
import { createDeltas } from '../../src/serve/http/delta.ts'
import type { Generation, PublishedFile } from '../../src/serve/load-generation.ts'
import type { ServiceState } from '../../src/serve/service-state.ts'
import { ASSETS } from '../support/assets.ts'
import { generationOf } from '../support/generation.ts'
import { request } from '../support/request.ts'

const RSS_TAG = '"f91b37c07a43c6ae043a4c95657d0e37"'

describe('a published feed', () => {
  it('has exactly these headers', async () => {
    const { status, headers, body } = await request(`${await listen()}/feeds/ai.xml`)
    expect({ status, body: body.toString() }).toEqual({ status: 200, body: 'RSS of AI' })
    expect(headers).toEqual({
      'content-type': 'application/rss+xml; charset=utf-8',
      'content-length': '9',
      etag: RSS_TAG,
      'last-modified': 'Fri, 02 Jan 2026 03:04:05 GMT',
      'cache-control': 'public, max-age=900, s-maxage=0, stale-if-error=86400',
      vary: 'Accept-Encoding',
      link: LINK,
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'ETag, Last-Modified, Link',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; style-src 'self'; sandbox",
      'cross-origin-resource-policy': 'cross-origin',
    })
  })

  it.each([
    ['with', '2026-01-02T03:04:05.000Z', 'Fri, 02 Jan 2026 03:04:05 GMT'],
    ['without', '2026-01-02T03:04:04.999Z', undefined],
  ])('is sent %s its date, which is never later than that of the response', async (_, now, date) => {
    const url = `${await listen({ now: () => new Date(now) })}/feeds/ai.xml`
    const dates = []
    for (const tag of ['"other"', RSS_TAG]) {
      for (const method of ['GET', 'HEAD']) {
        dates.push((await request(url, { 'If-None-Match': tag }, method)).headers['last-modified'])
      }
    }
    expect(dates).toEqual([date, date, date, date])
  })

  it.each(['no-cache', 'max-age=0', 'no-store'])(
    'is not sent again to a client with a current copy and Cache-Control: %s',
    async (value) => {
      const { status, headers, body } = await request(`${await listen()}/feeds/ai.xml`, {
        'If-None-Match': RSS_TAG,
        'Cache-Control': value,
      })
      expect({ status, length: body.length }).toEqual({ status: 304, length: 0 })
      expect(headers).toEqual({
        etag: RSS_TAG,
        'last-modified': 'Fri, 02 Jan 2026 03:04:05 GMT',
        'cache-control': 'public, max-age=900, s-maxage=0, stale-if-error=86400',
        vary: 'Accept-Encoding',
        link: LINK,
        'access-control-allow-origin': '*',
        'access-control-expose-headers': 'ETag, Last-Modified, Link',
      })
    },
  )

  it.each([
    ['/feeds/ai.xml', 'application/rss+xml; charset=utf-8'],
    ['/feeds/ai.atom', 'application/atom+xml; charset=utf-8'],
    ['/feeds/ai.json', 'application/feed+json; charset=utf-8'],
    ['/feeds/ai.xml?from=somewhere', 'application/rss+xml; charset=utf-8'],
    ['/feeds/%61i.xml', 'application/rss+xml; charset=utf-8'],
    ['/feeds/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8.xml', 'application/rss+xml; charset=utf-8'],
    ['/feeds/caf%C3%A9.xml', 'application/rss+xml; charset=utf-8'],
    ['/feeds/cafe%CC%81.xml', 'application/rss+xml; charset=utf-8'],
    ['/feeds.opml', 'text/x-opml; charset=utf-8'],
  ])('is served at %s as %s', async (path, type) => {
    const { status, headers } = await request(`${await listen()}${path}`)
    expect([status, headers['content-type']]).toEqual([200, type])
  })

  it.each([
    ['gzip', gunzipSync, '.gz'],
    ['br', brotliDecompressSync, '.br'],
  ] as const)('comes in %s with an ETag of its own', async (coding, decode, suffix) => {
    const url = `${await listen()}/feeds/ai.xml`
    const { headers, body } = await request(url, { 'Accept-Encoding': coding })
    expect(decode(body).toString()).toBe('RSS of AI')
    const etag = RSS_TAG.replace(/"$/, `${suffix}"`)
    expect(headers).toMatchObject({ 'content-encoding': coding, 'content-length': String(body.length), etag })
    const again = await request(url, { 'Accept-Encoding': coding, 'If-None-Match': etag })
    expect([again.status, again.headers.etag]).toEqual([304, etag])
    const other = await request(url, { 'If-None-Match': etag })
    expect([other.status, other.headers.etag]).toEqual([200, RSS_TAG])
  })

  it.each<Record<string, string>>([{}, { 'Accept-Encoding': 'br' }, { 'If-None-Match': RSS_TAG }])(
    'has the same status and headers for HEAD, and no body: %j',
    async (conditions) => {
      const url = `${await listen()}/feeds/ai.xml`
      const get = await request(url, conditions)
      const head = await request(url, conditions, 'HEAD')
      expect([head.status, head.headers]).toEqual([get.status, get.headers])
      expect(head.body.length).toBe(0)
    },
  )

  it.each([
    ['/feeds/ai/archive/oldest.xml', 'public, max-age=86400, stale-while-revalidate=86400, stale-if-error=604800'],
    ['/feeds/ai/archive/1c9a2fb2876d5498.xml', 'public, max-age=900, stale-while-revalidate=900, stale-if-error=86400'],
    ['/topics/ai/page/oldest/', 'public, max-age=86400, stale-while-revalidate=86400, stale-if-error=604800'],
    ['/topics/ai/page/1c9a2fb2876d5498/', 'public, max-age=900, stale-while-revalidate=900, stale-if-error=86400'],
    ['/style.0a1b2c3d.css', 'public, max-age=31536000, immutable'],
  ])('of %s has Cache-Control: %s', async (path, cacheControl) => {
    const { headers } = await request(`${await listen()}${path}`)
    expect(headers['cache-control']).toBe(cacheControl)
  })

  it.each([
    ['/feeds/ai.xml', 'public, max-age=900, s-maxage=0, stale-if-error=86400'],
    ['/feeds/ai', 'public, max-age=900, s-maxage=0, stale-if-error=86400'],
    ['/', 'public, max-age=900, stale-while-revalidate=900, stale-if-error=86400'],
  ])('of %s is revalidated by shared caches if hubs fetch it: %s', async (path, cacheControl) => {
    const { headers } = await request(`${await listen()}${path}`)
    expect(headers['cache-control']).toBe(cacheControl)
  })

  it('may come from shared caches if there are no hubs', async () => {
    const { headers } = await request(`${await listen({ hubs: [] })}/feeds/ai.xml`)
    expect(headers['cache-control']).toBe('public, max-age=900, stale-while-revalidate=900, stale-if-error=86400')
  })

  it('varies by A-IM if deltas are on', async () => {
    const { headers } = await request(`${await listen({ deltas: createDeltas() })}/feeds/ai.xml`)
    expect(headers.vary).toBe('A-IM, Accept-Encoding')
  })

  it('that cannot be read is answered with 503 and reported', async () => {
    const broken = generationOf({ 'feeds/ai.xml': 'RSS of AI' })
    for (const file of broken.files.values()) file.read = () => Promise.reject(new Error('the disk is gone'))
    const delivered: unknown[] = []
    const url = await listen({
      state: { ...state(), generation: broken },
      onUnreadable: (error) => delivered.push(error),
    })
    const { status, headers } = await request(`${url}/feeds/ai.xml`)
    expect([status, headers['retry-after'], headers['content-type']]).toEqual([503, '60', 'text/plain; charset=utf-8'])
    expect(delivered).toEqual([new Error('the disk is gone')])
  })
})

describe('a page', () => {
  it.each(['/', '/topics/ai/'])('is served at %s with security headers', async (path) => {
    const { status, headers } = await request(`${await listen()}${path}`)
    expect(status).toBe(200)
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'strict-origin-when-cross-origin',
      'cross-origin-opener-policy': 'same-origin',
      'permissions-policy': 'camera=(), geolocation=(), microphone=()',
    })
  })
})

describe('a feed without an extension', () => {
  it.each([
    ['*/*', '/feeds/ai.xml', 'RSS of AI'],
    ['application/atom+xml', '/feeds/ai.atom', 'Atom of AI'],
    ['application/feed+json', '/feeds/ai.json', 'JSON of AI'],
  ])('serves a client that accepts %s the document %s', async (Accept, path, text) => {
    const url = await listen()
    const { status, headers, body } = await request(`${url}/feeds/ai`, { Accept })
    const { headers: expected } = await request(`${url}${path}`)
    expect({ status, body: body.toString() }).toEqual({ status: 200, body: text })
    expect(headers).toEqual({ ...expected, vary: 'Accept, Accept-Encoding', 'content-location': path })
    const again = await request(`${url}/feeds/ai`, { Accept, 'If-None-Match': String(headers.etag) })
    expect([again.status, again.headers.vary]).toEqual([304, 'Accept, Accept-Encoding'])
  })

  it.each([
    ['/feeds/ai', '/topics/ai/'],
    ['/feeds/all', '/'],
  ])('redirects a browser from %s to the page %s', async (path, page) => {
    const { status, headers } = await request(`${await listen()}${path}`, { Accept: 'text/html,*/*;q=0.8' })
    expect([status, headers.location, headers.vary]).toEqual([303, page, 'Accept'])
  })
})

describe('a path that is not published', () => {
  it.each([
    ['/feeds/nothing.xml', 404],
    ['/feeds/nothing', 404],
    ['/feeds/toString', 404],
    ['/feeds/%', 404],
    ['/Healthz', 404],
    ['/../manifest.json', 404],
    ['/manifest.json', 404],
    ['/feeds/ai.xml.gz', 404],
    ['/feeds/toString.xml', 404],
    ['/feeds/gone.xml', 410],
    ['/feeds/gone.atom', 410],
    ['/feeds/gone', 410],
    ['/topics/gone/', 410],
    ['/feeds/gone/archive/1.xml', 410],
  ])('%s is answered with %i and plain text that names the home page', async (path, expected) => {
    const { status, headers, body } = await request(`${await listen()}${path}`)
    expect(status).toBe(expected)
    expect(headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'access-control-allow-origin': '*',
      'x-content-type-options': 'nosniff',
    })
    expect(body.toString()).toMatch(/ at \/\n$/)
  })

  it.each([
    ['/feeds/old.xml', '/feeds/ai.xml'],
    ['/feeds/old.rss', '/feeds/ai.xml'],
    ['/feeds/old.atom', '/feeds/ai.atom'],
    ['/feeds/old.json', '/feeds/ai.json'],
    ['/feeds/old', '/feeds/ai'],
    ['/topics/old/', '/topics/ai/'],
    ['/topics/old', '/topics/ai'],
    ['/topics/old/page/2/', '/topics/ai/page/2/'],
    ['/feeds/old/archive/oldest.json', '/feeds/ai/archive/oldest.json'],
    ['/feeds/feed.xml', '/feeds/ai.xml'],
    ['/feeds/s.xml', '/feeds/ai.xml'],
    ['/topics/topic/', '/topics/ai/'],
    ['/feeds/older.xml', '/feeds/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8.xml'],
  ])('%s, a former id, redirects permanently to %s', async (path, target) => {
    const { status, headers } = await request(`${await listen()}${path}`)
    expect([status, headers.location, headers['access-control-allow-origin']]).toEqual([301, target, '*'])
  })

  it.each([
    ['/feeds/ai.rss', '/feeds/ai.xml'],
    ['/feeds/ai/archive/oldest.rss', '/feeds/ai/archive/oldest.xml'],
    ['/feeds/ai.xml/', '/feeds/ai.xml'],
    ['/feeds/ai/', '/feeds/ai'],
    ['/topics/ai', '/topics/ai/'],
  ])('%s redirects to %s', async (path, target) => {
    const { status, headers } = await request(`${await listen()}${path}`)
    expect([status, headers.location]).toEqual([308, target])
  })

  it.each(['/feeds', '/feeds/', '/topics', '/topics/', '/articles/'])(
    '%s, which has no page, leads home',
    async (path) => {
      const { status, headers } = await request(`${await listen()}${path}`)
      expect([status, headers.location]).toEqual([308, '/'])
    },
  )

  it.each([
    ['/articles/former/', '/articles/hello/'],
    ['/articles/former', '/articles/hello/'],
    ['/2019/05/caf%C3%A9', '/articles/hello/'],
    ['/2019/05/cafe%CC%81/', '/articles/hello/'],
    ['/2019/05/page.html', '/articles/hello/'],
  ])('%s, a former URL of an article, redirects permanently to its page', async (path, target) => {
    for (const method of ['GET', 'HEAD']) {
      const response = await fetch(`${await listen()}${path}`, { method, redirect: 'manual' })
      expect([response.status, response.headers.get('location')]).toEqual([301, target])
    }
  })

  it.each(['/', '/feeds/ai.xml', '/topics/ai/'])(
    '%s, a document, stays although an article had its path',
    async (path) => {
      expect((await request(`${await listen()}${path}`)).status).toBe(200)
    },
  )

  it('redirects to a path that includes that of PUBLIC_URL', async () => {
    const url = await listen({ publicUrl: 'https://example.org/news' })
    const locations = []
    for (const path of ['/feeds/old.xml', '/topics/ai']) {
      locations.push((await request(`${url}${path}`)).headers.location)
    }
    expect(locations).toEqual(['/news/feeds/ai.xml', '/news/topics/ai/'])
    expect((await request(`${url}/feeds/ai`)).headers['content-location']).toBe('/news/feeds/ai.xml')
    expect(String((await request(`${url}/feeds/none.xml`)).body)).toBe('Not found. The feeds are listed at /news/\n')
  })
})

describe('below the path of PUBLIC_URL', () => {
  const publicUrl = 'https://example.org/news'

  it.each([
    '/',
    '/feeds/ai.xml',
    '/feeds/ai/archive/oldest.xml',
    '/feeds/ai.xml?from=somewhere',
    '/feeds/ai',
    '/feeds/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8.xml',
    '/feeds.opml',
    '/style.0a1b2c3d.css',
    '/topics/ai/',
    '/topics/ai',
    '/feeds/old.atom',
    '/feeds/ai.rss',
    '/feeds/gone.json',
    '/feeds/none.xml',
    '/healthz',
    '/readyz',
  ])('%s is answered as if a proxy had stripped the path', async (path) => {
    const url = await listen({ publicUrl })
    const stripped = await request(`${url}${path}`)
    const passedOn = await request(`${url}/news${path}`)
    expect(passedOn).toEqual(stripped)
    expect(stripped.status).toBe({ '/feeds/none.xml': 404, '/feeds/gone.json': 410 }[path] ?? stripped.status)
    expect(stripped.status === 404).toBe(path === '/feeds/none.xml')
  })

  it.each(['HEAD', 'OPTIONS', 'POST'])('%s is answered the same', async (method) => {
    const url = await listen({ publicUrl })
    const stripped = await request(`${url}/feeds/ai.xml`, {}, method)
    expect(await request(`${url}/news/feeds/ai.xml`, {}, method)).toEqual(stripped)
  })

  it('the home page works with and without a trailing slash', async () => {
    const url = await listen({ publicUrl })
    const bodies = ['/news', '/news/', '/'].map(async (path) => String((await request(`${url}${path}`)).body))
    expect(await Promise.all(bodies)).toEqual(['home', 'home', 'home'])
  })

  it('no other paths are served', async () => {
    const url = await listen({ publicUrl })
    for (const path of ['/newsfeeds/ai.xml', '/old/feeds/ai.xml', '/news/news/feeds/ai.xml']) {
      expect((await request(`${url}${path}`)).status).toBe(404)
    }
  })
})

describe('an exception', () => {
  const exception = new Error('nobody expects this')
  const text = 'Internal Server Error. The feeds are listed at /\n'

  it.each<[string, () => Partial<ListenOptions>]>([
    [
      'while a document is looked for',
      () => ({ state: broken({ get: (path: string) => (path === 'feeds/ai.xml' ? raise() : undefined) }) }),
    ],
    ['in the observer of documents', () => ({ onDocument: raise })],
    ['while a document is read', () => ({ state: withDocument({ read: raise }) })],
    ['while its headers are written', () => ({ state: withDocument({ mediaType: 'text/plain\n' }) })],
    [
      'while its headers are written, once it is read',
      () => ({ state: withDocument({ mediaType: 'text/plain\n', read: () => Promise.resolve(Buffer.from('x')) }) }),
    ],
    ['in a part of the service', () => ({ status: raise })],
  ])('%s is answered with 500 and logged, and the next request is answered', async (_, options) => {
    const errors: unknown[] = []
    const url = await listen({ ...options(), onError: (error) => errors.push(error) })
    for (const count of [1, 2]) {
      const { status, headers, body } = await request(`${url}/feeds/ai${options().status ? '.rss' : '.xml'}`)
      expect([status, headers['content-type'], String(body)]).toEqual([500, 'text/plain; charset=utf-8', text])
      expect(errors).toHaveLength(count)
    }
    expect((await request(`${url}/healthz`)).status).toBe(200)
  })

  function raise(): never {
    throw exception
  }

  function broken(files: unknown): ServiceState {
    return { ...state(), generation: { ...generation, files } as unknown as Generation }
  }

  function withDocument(changes: Partial<PublishedFile>): ServiceState {
    const served = generationOf({ 'feeds/ai.xml': 'RSS of AI' })
    Object.assign(served.files.get('feeds/ai.xml') as PublishedFile, changes)
    return { ...state(), generation: served }
  }
})

describe('a request', () => {
  it.each([
    ['http://feeds.example/feeds/ai.xml', 200],
    ['HTTPS://feeds.example/feeds/ai.xml?x', 200],
    ['http://feeds.example/readyz', 200],
    ['http://', 404],
    ['*', 404],
  ])('in absolute form, %s, is answered with %i', async (target, status) => {
    const socket = connect(Number(new URL(await listen()).port), '127.0.0.1')
    socket.end(`GET ${target} HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n`)
    let text = ''
    for await (const chunk of socket) text += String(chunk)
    expect(text).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
  })

  it('before the first publication is answered with 503 and Retry-After, not 404', async () => {
    const url = await listen({ state: { ...state(), generation: undefined } })
    const { status, headers } = await request(`${url}/feeds/ai.xml`)
    expect([status, headers['retry-after'], headers['cache-control']]).toEqual([503, '60', 'no-store'])
  })
})

describe('a method', () => {
  it.each(['POST', 'PUT', 'DELETE', 'PATCH'])('%s is rejected', async (method) => {
    const { status, headers } = await request(`${await listen()}/feeds/ai.xml`, {}, method)
    expect([status, headers.allow, headers['access-control-allow-origin']]).toEqual([405, 'GET, HEAD, OPTIONS', '*'])
  })

  it('OPTIONS allows conditional requests from other origins', async () => {
    const { status, headers, body } = await request(`${await listen()}/feeds/ai.xml`, {}, 'OPTIONS')
    expect({ status, length: body.length }).toEqual({ status: 204, length: 0 })
    expect(headers).toEqual({
      allow: 'GET, HEAD, OPTIONS',
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, HEAD, OPTIONS',
      'access-control-allow-headers': 'A-IM, Accept, Cache-Control, If-Modified-Since, If-None-Match',
      'access-control-expose-headers': 'ETag, Last-Modified, Link',
      'access-control-max-age': '86400',
    })
  })
})

describe('health', () => {
  it('is ready once there is a generation', async () => {
    const service: ServiceState = { ...state(), generation: undefined }
    const url = await listen({ state: service })
    expect(await statusAt(`${url}/healthz`)).toEqual([200, { status: 'ok' }])
    expect(await statusAt(`${url}/readyz`)).toEqual([503, { status: 'not ready' }])
    service.generation = generation
    expect(await statusAt(`${url}/readyz`)).toEqual([200, { status: 'ready', generation: 7 }])
    service.failure = 'the disk is full'
    expect(await statusAt(`${url}/readyz`)).toEqual([200, { status: 'degraded', generation: 7 }])
    service.stopping = true
    expect((await statusAt(`${url}/readyz`))[0]).toBe(503)
  })

  it('has an age, and is degraded while the bucket is away', async () => {
    const source: ServiceState['source'] = { failure: undefined, confirmedAt: new Date(Date.now() - 20_000) }
    const url = await listen({ state: { ...state(), source }, now: () => new Date() })
    const answer = { generation: 7, age: expect.closeTo(20, -1) }
    expect(await statusAt(`${url}/readyz`)).toEqual([200, { status: 'ready', ...answer }])
    source.failure = 'no answer'
    expect(await statusAt(`${url}/readyz`)).toEqual([200, { status: 'degraded', ...answer }])
  })
})

const generation = generationOf(
  {
    'index.html': 'home',
    'topics/ai/index.html': 'AI',
    'feeds.opml': 'OPML',
    'style.0a1b2c3d.css': 'css',
    'feeds/all.xml': 'RSS',
    'feeds/ai.xml': 'RSS of AI',
    'feeds/ai.atom': 'Atom of AI',
    'feeds/ai.json': 'JSON of AI',
    'feeds/ai/archive/oldest.xml': 'oldest',
    'feeds/ai/archive/1c9a2fb2876d5498.xml': 'newer',
    'topics/ai/page/oldest/index.html': 'oldest',
    'topics/ai/page/1c9a2fb2876d5498/index.html': 'newer',
    'feeds/новости.xml': 'RSS of news',
    'feeds/café.xml': 'RSS of coffee',
  },
  {
    moved: { old: 'ai', older: 'новости', feed: 'ai', s: 'ai', topic: 'ai' },
    movedPages: {
      'articles/former': 'articles/hello/',
      '2019/05/café': 'articles/hello/',
      '2019/05/page.html': 'articles/hello/',
      '': 'articles/hello/',
      'feeds/ai.xml': 'articles/hello/',
      'topics/ai': 'articles/hello/',
    },
    retired: ['gone'],
  },
)

for (const path of ['feeds/ai/archive/oldest.xml', 'topics/ai/page/oldest/index.html']) {
  Object.assign(generation.files.get(path) ?? expect.unreachable(), { settled: true })
}

const LINK =
  '<https://feeds.example/feeds/ai.xml>; rel="self", ' +
  '<https://feeds.example/feeds/ai.atom>; rel="alternate"; type="application/atom+xml", ' +
  '<https://feeds.example/feeds/ai.json>; rel="alternate"; type="application/feed+json", ' +
  '<https://feeds.example/topics/ai/>; rel="alternate"; type="text/html", ' +
  '<https://hub.example/>; rel="hub"'

function state(): ServiceState {
  return { generation, isDamaged: false, failure: undefined, stopping: false }
}

interface ListenOptions extends Partial<Omit<AppOptions, 'publicUrl'>> {
  state?: ServiceState
  publicUrl?: string
}

async function listen({ state: service = state(), onUnreadable = () => {}, ...site }: ListenOptions = {}) {
  const app = createApp(service, {
    publicUrl: 'https://feeds.example',
    hubs: ['https://hub.example/'],
    pageImages: false,
    interval: 900,
    now: () => new Date('2026-02-01'),
    assets: ASSETS,
    onUnreadable,
    onError: (error) => {
      throw error
    },
    ...site,
  })
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function statusAt(url: string): Promise<[number, unknown]> {
  const response = await fetch(url)
  return [response.status, await response.json()]
}
