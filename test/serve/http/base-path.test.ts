import { describe, expect, it } from 'vitest'
import { createBasePathStripper } from '../../../src/serve/http/base-path.ts'

describe('the path of PUBLIC_URL', () => {
  it.each([
    ['/news/feeds/ai.xml', '/feeds/ai.xml'],
    ['/news/feeds/ai?x=/news/', '/feeds/ai?x=/news/'],
    ['/news/feeds.opml', '/feeds.opml'],
    ['/news/style.0a1b2c3d4e5f.css', '/style.0a1b2c3d4e5f.css'],
    ['/news/icon.svg?1', '/icon.svg?1'],
    ['/news/healthz', '/healthz'],
    ['/news/mix', '/mix'],
    ['/news/mix/?any=ai', '/mix/?any=ai'],
    ['/news/', '/'],
    ['/news', '/'],
    ['/news?x', '/?x'],
    ['/news/?x', '/?x'],
    ['https://example.org/news/topics/ai/', 'https://example.org/topics/ai/'],
    ['http://127.0.0.1:3000/news', 'http://127.0.0.1:3000/'],
  ])('is stripped from %s, which becomes %s', (target, rest) => {
    expect(createBasePathStripper('https://example.org/news')(target)).toBe(rest)
  })

  it.each([
    '/feeds/ai.xml',
    '/',
    '/newsletter',
    '/news.xml',
    '/old/news/feeds/ai.xml',
    'https://example.org/x/news/',
    '*',
    '',
  ])('is not in %j, which is unchanged', (target) => {
    expect(createBasePathStripper('https://example.org/news')(target)).toBe(target)
  })

  it.each([
    ['https://example.org/feeds', '/feeds/ai.xml', '/feeds/ai.xml'],
    ['https://example.org/feeds', '/feeds/mix?any=ai', '/feeds/mix?any=ai'],
    ['https://example.org/feeds', '/feeds/mix/?any=ai', '/mix/?any=ai'],
    ['https://example.org/feeds', '/feeds/feeds/ai.xml', '/feeds/ai.xml'],
    ['https://example.org/feeds', '/feeds/all/archive/3.json', '/feeds/all/archive/3.json'],
    ['https://example.org/feeds', '/feeds/about.xml', '/feeds/about.xml'],
    ['https://example.org/feeds', '/feeds/about/json/', '/about/json/'],
    ['https://example.org/topics', '/topics/ai/', '/topics/ai/'],
    ['https://example.org/topics', '/topics/topics/ai/', '/topics/ai/'],
    ['https://example.org/a.b/c', '/a.b/c/feeds/ai.xml', '/feeds/ai.xml'],
    ['https://example.org/a.b/c', '/aXb/c/feeds/ai.xml', '/aXb/c/feeds/ai.xml'],
    ['https://example.org/новости', '/%d0%bd%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8/feeds/ai.xml', '/feeds/ai.xml'],
    [
      'https://example.org/новости/a',
      '/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8/A/status/',
      '/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8/A/status/',
    ],
    ['https://example.org', '/feeds/ai.xml', '/feeds/ai.xml'],
  ])('of %s changes %s to %s', (publicUrl, target, rest) => {
    expect(createBasePathStripper(publicUrl)(target)).toBe(rest)
  })
})
