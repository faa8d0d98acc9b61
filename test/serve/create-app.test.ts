import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createApp } from '../../src/serve/create-app.ts'
import type { Generation, PublishedFile } from '../../src/serve/load-generation.ts'
import type { ServiceState } from '../../src/serve/service-state.ts'

describe('a published document', () => {
  it.each([
    ['/feeds/ai.xml', 'application/rss+xml; charset=utf-8'],
    ['/feeds/ai.atom', 'application/atom+xml; charset=utf-8'],
    ['/feeds/ai.json', 'application/feed+json; charset=utf-8'],
    ['/feeds/ai.xml?from=somewhere', 'application/rss+xml; charset=utf-8'],
    ['/feeds/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8.xml', 'application/rss+xml; charset=utf-8'],
    ['/', 'text/html; charset=utf-8'],
    ['/topics/ai/', 'text/html; charset=utf-8'],
  ])('is answered at %s as %s', async (path, type) => {
    const url = await listen()
    const response = await fetch(`${url}${path}`)
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': type,
      'last-modified': 'Fri, 02 Jan 2026 03:04:05 GMT',
      'cache-control': 'public, max-age=300',
      'x-content-type-options': 'nosniff',
    })
    expect(await response.text()).toContain('body of')
  })

  it('has the same headers for HEAD, and no body', async () => {
    const url = await listen()
    const [get, head] = await Promise.all(['GET', 'HEAD'].map((method) => fetch(`${url}/feeds/ai.xml`, { method })))
    const headersOf = (response: Response | undefined) => {
      const { date, connection: _, 'keep-alive': __, ...headers } = Object.fromEntries(response?.headers ?? [])
      return { ...headers, hasDate: date !== undefined }
    }
    expect(headersOf(head)).toEqual(headersOf(get))
    expect(await head?.text()).toBe('')
  })

  it('is moved to its URL with a slash where it is a page', async () => {
    const response = await fetch(`${await listen()}/topics/ai`, { redirect: 'manual' })
    expect([response.status, response.headers.get('location')]).toEqual([308, '/topics/ai/'])
  })
})

describe('what is not published', () => {
  it.each([
    ['/feeds/nothing.xml', 404],
    ['/feeds/%', 404],
    ['/../manifest.json', 404],
    ['/manifest.json', 404],
    ['/feeds/toString.xml', 404],
    ['/feeds/gone.xml', 410],
    ['/feeds/gone.atom', 410],
    ['/topics/gone/', 410],
    ['/feeds/gone/archive/1.xml', 410],
  ])('%s is answered with %i in plain text that leads home', async (path, status) => {
    const response = await fetch(`${await listen()}${path}`)
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(await response.text()).toMatch(/ at \/\n$/)
  })

  it.each([
    ['/feeds/old.xml', '/feeds/ai.xml'],
    ['/feeds/old.atom', '/feeds/ai.atom'],
    ['/feeds/old.json', '/feeds/ai.json'],
    ['/topics/old/', '/topics/ai/'],
    ['/topics/old', '/topics/ai'],
    ['/feeds/old/archive/12.json', '/feeds/ai/archive/12.json'],
    ['/feeds/feed.xml', '/feeds/ai.xml'],
    ['/feeds/s.xml', '/feeds/ai.xml'],
    ['/topics/topic/', '/topics/ai/'],
    ['/feeds/older.xml', '/feeds/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8.xml'],
  ])('%s, a former id, leads for ever to %s', async (path, target) => {
    const response = await fetch(`${await listen()}${path}`, { redirect: 'manual' })
    expect([response.status, response.headers.get('location')]).toEqual([301, target])
  })

  it('is moved below the path of PUBLIC_URL', async () => {
    const url = await listen(undefined, 'https://example.org/news')
    const [moved, slash] = await Promise.all(
      ['/feeds/old.xml', '/topics/ai'].map((path) => fetch(`${url}${path}`, { redirect: 'manual' })),
    )
    expect(moved?.headers.get('location')).toBe('/news/feeds/ai.xml')
    expect(slash?.headers.get('location')).toBe('/news/topics/ai/')
  })

  it.each(['POST', 'PUT', 'DELETE', 'PATCH'])('%s is answered with 405', async (method) => {
    const response = await fetch(`${await listen()}/feeds/ai.xml`, { method })
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  })
})

describe('health', () => {
  it('is ready once there is a generation', async () => {
    const state: ServiceState = { generation: undefined, isDamaged: false, failure: undefined, stopping: false }
    const url = await listen(state)
    expect(await statusAt(`${url}/healthz`)).toEqual([200, { status: 'ok' }])
    expect(await statusAt(`${url}/readyz`)).toEqual([503, { status: 'not ready' }])
    state.generation = generation
    expect(await statusAt(`${url}/readyz`)).toEqual([200, { status: 'ready', generation: 7 }])
    state.failure = 'the disk is full'
    expect(await statusAt(`${url}/readyz`)).toEqual([
      200,
      { status: 'degraded', generation: 7, failure: 'the disk is full' },
    ])
    state.stopping = true
    expect((await statusAt(`${url}/readyz`))[0]).toBe(503)
  })
})

function file(path: string, mediaType: string): [string, PublishedFile] {
  const body = Buffer.from(`body of ${path}`)
  const sha256 = createHash('sha256').update(body).digest('hex')
  return [
    path,
    { path, mediaType, sha256, bytes: body.length, lastModified: '2026-01-02T03:04:05.000Z', encodings: {}, body },
  ]
}

const generation: Generation = {
  version: 1,
  generation: 7,
  files: new Map([
    file('index.html', 'text/html'),
    file('topics/ai/index.html', 'text/html'),
    file('feeds/ai.xml', 'application/rss+xml'),
    file('feeds/ai.atom', 'application/atom+xml'),
    file('feeds/ai.json', 'application/feed+json'),
    file('feeds/новости.xml', 'application/rss+xml'),
  ]),
  feeds: {},
  articles: {},
  moved: { old: 'ai', older: 'новости', feed: 'ai', s: 'ai', topic: 'ai' },
  retired: ['gone'],
}

async function listen(
  state: ServiceState = { generation, isDamaged: false, failure: undefined, stopping: false },
  publicUrl = 'https://feeds.example',
): Promise<string> {
  const server = createServer(createApp(state, publicUrl))
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
