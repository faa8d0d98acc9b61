import type { IncomingMessage, RequestListener } from 'node:http'
import { gzipSync } from 'node:zlib'
import type { DeploymentRuleName } from '../../../src/model/deployment-rules.ts'
import { type DeploymentOptions, type Reply, rssOf } from '../../support/deployment.ts'

/** A feed as a server, proxy or CDN spoils it, and the rules that are broken, with the message of the first. */
export interface SpoiltDeployment extends DeploymentOptions {
  name: string
  rules: DeploymentRuleName[]
  message: string
  /** The path that is asked (default: `/feed.xml`). */
  path?: string
}

const page = (status: number, html: string, headers: Record<string, string> = {}): Reply => ({
  ...{ status, headers: { 'Content-Type': 'text/html; charset=utf-8', ...headers }, body: Buffer.from(html) },
})

/** Answers with a page instead of the feed. */
const always = (status: number, html: string, headers?: Record<string, string>) => ({
  alter: () => page(status, html, headers),
})

/** Changes the header fields of answers that are not 304. */
const change = (headers: Reply['headers']) => ({
  alter: (reply: Reply) => (reply.status === 304 ? reply : { ...reply, headers: { ...reply.headers, ...headers } }),
})

/** Sends other bytes under the same header fields. */
const replaceBody = (toBody: (reply: Reply) => Buffer) => ({
  alter: (reply: Reply) => (reply.status === 304 ? reply : { ...reply, body: toBody(reply) }),
})

const redirect = (status: number, location: string) => ({ '/old.xml': redirectTo(status, location) })

function redirectTo(status: number, location?: string): RequestListener {
  return (_, response) => response.writeHead(status, location === undefined ? {} : { Location: location }).end()
}

const hub = (url: string) => ({
  document: (self: string) => rssOf(self, { links: `<atom:link rel="hub" href="${new URL(url, self).href}"/>` }),
  headers: { 'Cache-Control': 'public, max-age=900, s-maxage=0' },
})

const WORDS = 'word '.repeat(40)

const items = (count: number) =>
  Array.from(
    { length: count },
    (_, index) => `<item><title>${index} ${WORDS}</title><guid>https://e.example/${index}</guid></item>`,
  ).join('')

/** A server that behaves differently from request to request. */
const counted = (toReply: (reply: Reply, count: number, request: IncomingMessage) => Reply) => {
  let count = 0
  return { alter: (reply: Reply, request: IncomingMessage) => toReply(reply, count++, request) }
}

export const spoiltDeployments: SpoiltDeployment[] = [
  {
    name: 'a Cloudflare challenge, known by its header',
    ...always(403, '<!DOCTYPE html><title>Just a moment...</title>', { 'cf-mitigated': 'challenge' }),
    rules: ['challenge-page'],
    message: '403, a challenge of Cloudflare',
  },
  {
    name: 'a Cloudflare challenge of 503, known by its page',
    ...always(503, '<!DOCTYPE html><html><head><title>Just a moment...</title></head></html>'),
    rules: ['challenge-page'],
    message: '503, a challenge of Cloudflare',
  },
  {
    name: 'an Anubis challenge, which is answered with 200',
    ...always(200, `<!doctype html><html><head><title>Making sure you&#39;re not a bot!</title></head></html>`),
    rules: ['challenge-page'],
    message: '200, a challenge of Anubis',
  },
  {
    name: 'an AWS challenge without a body',
    ...always(202, '', { 'x-amzn-waf-action': 'challenge' }),
    rules: ['challenge-page'],
    message: '202, a challenge of AWS WAF',
  },
  {
    name: 'a login page',
    ...always(200, '<!DOCTYPE html><title>Members\n only</title><form><input type="password"></form>'),
    rules: ['page-instead-of-feed'],
    message: '200 with a login page "Members only"',
  },
  {
    name: 'too many requests',
    ...always(429, 'slow down', { 'Retry-After': '3600' }),
    rules: ['status-not-ok'],
    message: '429, Retry-After: 3600',
  },
  {
    name: 'a server that blocks some readers',
    alter: (reply, { headers }) =>
      /Miniflux|FreshRSS/.test(headers['user-agent'] ?? '') ? page(403, '<html><title>Forbidden</title>') : reply,
    rules: ['reader-blocked'],
    message: 'Miniflux, FreshRSS: 403, an HTML page "Forbidden", where others get the feed',
  },
  {
    name: 'a wall for requests without user agent',
    alter: (reply, { headers }) => (headers['user-agent'] ? reply : page(403, '', { 'cf-mitigated': 'challenge' })),
    rules: ['reader-blocked'],
    message: 'no user agent: 403, a challenge of Cloudflare, where others get the feed',
  },
  {
    name: 'redirects in a circle',
    ...{ path: '/old.xml', paths: { ...redirect(301, '/new.xml'), '/new.xml': redirectTo(301, '/old.xml') } },
    rules: ['redirect-loop'],
    message: 'BASE/old.xml → BASE/new.xml → …',
  },
  {
    name: 'a redirect to nowhere',
    ...{ path: '/old.xml', paths: redirect(301, 'ftp://e.example/') },
    rules: ['redirect-invalid'],
    message: '301 to Location "ftp://e.example/"',
  },
  {
    name: 'a temporary redirect',
    ...{ path: '/old.xml', paths: redirect(302, '/feed.xml') },
    rules: ['redirect-temporary'],
    message: '302 to BASE/feed.xml',
  },
  {
    name: 'three redirects',
    path: '/old.xml',
    paths: { ...redirect(301, '/a.xml'), '/a.xml': redirectTo(301, '/b.xml'), '/b.xml': redirectTo(308, '/feed.xml') },
    rules: ['redirect-chain'],
    message: '3 redirects: BASE/old.xml → BASE/a.xml → BASE/b.xml → BASE/feed.xml',
  },
  {
    name: 'gzip within gzip',
    ...replaceBody(({ body, headers }) => (headers['Content-Encoding'] === 'gzip' ? gzipSync(body) : body)),
    rules: ['coding-broken'],
    message: 'it is still gzip after decoding gzip',
  },
  {
    name: 'an encoding of characters as content coding',
    ...change({ 'Content-Encoding': 'utf-8' }),
    rules: ['coding-broken'],
    message: 'Content-Encoding "utf-8" is none that readers know',
  },
  {
    name: 'plain text that claims to be gzip',
    ...replaceBody(({ headers, body }) => (headers['Content-Encoding'] === 'gzip' ? Buffer.from('<rss/>') : body)),
    rules: ['coding-broken'],
    message: 'the body is not gzip, which Content-Encoding names',
  },
  {
    name: 'Brotli that a proxy has broken',
    ...replaceBody(({ headers, body }) => (headers['Content-Encoding'] === 'br' ? Buffer.from('broken') : body)),
    rules: ['coding-broken'],
    message: 'Accept-Encoding: gzip, br: the body is not br, which Content-Encoding names',
  },
  {
    name: 'a cache that has one copy for all',
    alter: (reply, request) =>
      request.headers['accept-encoding'] === 'identity'
        ? { ...reply, headers: { ...reply.headers, 'Content-Encoding': 'gzip' }, body: gzipSync(reply.body) }
        : reply,
    rules: ['coding-unasked'],
    message: 'Accept-Encoding: identity is answered with Content-Encoding: gzip',
  },
  {
    name: 'a CDN that strips Vary',
    ...change({ Vary: undefined }),
    rules: ['vary-missing'],
    message: 'is sent as gzip, plain text, br without Vary: Accept-Encoding',
  },
  {
    name: 'a proxy that strips Accept-Encoding',
    alter: (reply, request) => (reply.status === 304 ? reply : whole(reply, request, { items: items(60) })),
    rules: ['not-compressed'],
    message: '16083 bytes, although the request accepts gzip',
  },
  {
    name: 'a connection that ends too early',
    alter: (_, __, response) => {
      response.writeHead(200, { 'Content-Length': '1000', 'Content-Type': 'application/rss+xml' })
      response.write('<rss version="2.0">', () => response.destroy())
      return undefined
    },
    rules: ['feed-truncated'],
    message: 'the connection ends after 19 bytes of the 1000 that Content-Length announces',
  },
  {
    name: 'a document that stops in the middle',
    document: (url) => rssOf(url).replace(/<item>[\s\S]*/, ''),
    rules: ['feed-truncated'],
    message: 'unclosed xml tag(s): rss, channel',
  },
  {
    name: 'a Content-Length that is too small',
    alter: (reply) => ({
      ...{ status: 200, headers: { ...reply.headers, 'Content-Encoding': undefined, 'Content-Length': '100' } },
      body: Buffer.from(rssOf('').slice(0, 100)),
    }),
    rules: ['feed-truncated'],
    message: 'unexpected end of input',
  },
  {
    name: 'an empty line before the XML declaration',
    document: (url) => `\n${rssOf(url)}`,
    rules: ['feed-malformed'],
    message: 'there is white space before <?xml',
  },
  {
    name: 'an ampersand that is not escaped',
    document: (url) => rssOf(url, { items: '<item><title>A & B</title></item>' }),
    rules: ['feed-malformed'],
    message: '"&" is not escaped in "& B"',
  },
  {
    name: 'an entity of HTML',
    document: (url) => rssOf(url, { items: '<item><title>A&nbsp;B</title></item>' }),
    rules: ['feed-malformed'],
    message: 'entity not found:&nbsp;',
  },
  {
    name: 'a control character',
    document: (url) => rssOf(url, { items: '<item><title>A\bB</title></item>' }),
    rules: ['feed-malformed'],
    message: 'it has the control character "\\b"',
  },
  { name: 'nothing', document: () => '', rules: ['feed-unrecognized'], message: 'is empty' },
  { name: 'text', document: () => 'Hello', rules: ['feed-unrecognized'], message: 'begins with "Hello"' },
  {
    name: 'a charset that is not that of the document',
    ...change({ 'Content-Type': 'application/rss+xml; charset=ISO-8859-1' }),
    rules: ['charset-wrong'],
    message: 'is in utf-8, but Content-Type says ISO-8859-1',
  },
  {
    name: 'bytes in another encoding',
    alter: (reply, request) => {
      if (reply.status === 304) return reply
      const { body, ...rest } = whole(reply, request, { items: '<item><title>\u00e4</title><guid>u:1</guid></item>' })
      return { ...rest, body: Buffer.from(body.toString(), 'latin1') }
    },
    rules: ['charset-wrong'],
    message: 'has bytes that are not UTF-8',
  },
  {
    name: 'text/html',
    ...change({ 'Content-Type': 'text/html; charset=utf-8' }),
    rules: ['media-type-html'],
    message: 'is RSS, sent as "text/html; charset=utf-8"',
  },
  {
    name: 'text/plain',
    ...change({ 'Content-Type': 'text/plain' }),
    rules: ['media-type-wrong'],
    message: 'is RSS, sent as "text/plain"',
  },
  {
    name: 'no media type',
    ...change({ 'Content-Type': undefined }),
    rules: ['media-type-wrong'],
    message: 'has no Content-Type',
  },
  {
    name: 'a CDN that strips ETag and Last-Modified',
    alter: (reply) =>
      reply.status === 304
        ? reply
        : { ...reply, headers: { ...reply.headers, ETag: undefined, 'Last-Modified': undefined } },
    rules: ['validators-missing'],
    message: 'has neither ETag nor Last-Modified: each poll gets the whole feed',
  },
  { name: 'a proxy that strips ETag', ...change({ ETag: undefined }), rules: ['etag-missing'], message: 'has no ETag' },
  {
    name: 'a server without Last-Modified',
    ...change({ 'Last-Modified': undefined }),
    rules: ['last-modified-missing'],
    message: 'has no Last-Modified',
  },
  { name: 'an ETag without quotes', headers: { ETag: 'v1' }, rules: ['etag-malformed'], message: 'ETag is v1' },
  {
    name: 'servers that disagree about the ETag',
    ...counted((reply, count) => ({ ...reply, headers: { ...reply.headers, ETag: `"${count}"` } })),
    rules: ['etag-unstable', 'etag-ignored'],
    message: 'two requests get "1" and "9" for the same document',
  },
  {
    name: 'Apache, which adds -gzip to the ETag and does not know it again',
    ...change({ ETag: '"v1-gzip"' }),
    rules: ['etag-ignored'],
    message:
      'If-None-Match: "v1-gzip" is answered with 200; the suffix is by a proxy that compresses (Apache), and the origin does not know it',
  },
  {
    name: 'an origin that compares ETags strongly behind nginx',
    alter: (reply, request) => {
      const { headers, ...rest } =
        reply.status === 304 && !request.headers['if-none-match'] ? reply : whole(reply, request)
      return { ...rest, headers: { ...headers, ETag: 'W/"v1"' } }
    },
    rules: ['etag-ignored'],
    message:
      'If-None-Match: W/"v1" is answered with 200; W/ is by a proxy that compresses (nginx, Cloudflare), or by the origin',
  },
  {
    name: 'a server that takes only If-Modified-Since',
    alter: (reply, request) =>
      request.headers['if-none-match'] && request.headers['if-modified-since'] ? whole(reply, request) : reply,
    rules: ['etag-ignored'],
    message: 'If-None-Match: "v1gzip" is answered with 304, but with 200 if If-Modified-Since is there too',
  },
  {
    name: 'a server that ignores If-Modified-Since',
    alter: (reply, request) =>
      request.headers['if-modified-since'] && !request.headers['if-none-match'] ? whole(reply, request) : reply,
    rules: ['date-ignored'],
    message: 'If-Modified-Since: Thu, 01 Jan 2026 00:00:00 GMT is answered with 200',
  },
  {
    name: 'a server that answers 304 to any ETag',
    alter: (reply, { headers }) => (headers['if-none-match'] ? { ...reply, status: 304 } : reply),
    rules: ['not-modified-always'],
    message: 'If-None-Match: "feedmill-doctor" is answered with 304, although no version has it',
  },
  {
    name: 'a Last-Modified that never changes',
    document: (url) => rssOf(url, { items: datedItem('Wed, 01 Jul 2026 00:00:00 GMT') }),
    headers: { 'Last-Modified': 'Tue, 01 Jan 1980 00:00:01 GMT' },
    rules: ['last-modified-implausible', 'date-ignored'],
    message: 'Last-Modified "Tue, 01 Jan 1980 00:00:01 GMT" is before the newest item (Wed, 01 Jul 2026 00:00:00 GMT)',
  },
  {
    name: 'a Last-Modified of a clock that is ahead',
    headers: { 'Last-Modified': 'Sat, 16 Nov 2041 19:11:00 GMT' },
    rules: ['last-modified-implausible'],
    message: 'Last-Modified "Sat, 16 Nov 2041 19:11:00 GMT" is in the future',
  },
  {
    name: 'a server without HEAD',
    alter: (reply, { method }) => (method === 'HEAD' ? { ...reply, status: 405 } : reply),
    rules: ['head-differs'],
    message: 'HEAD is answered with 405, GET with 200',
  },
  {
    name: 'another media type for HEAD',
    alter: (reply, { method }) =>
      method === 'HEAD' ? { ...reply, headers: { ...reply.headers, 'Content-Type': 'text/html' } } : reply,
    rules: ['head-differs'],
    message: 'HEAD has content-type: text/html (GET: application/rss+xml; charset=utf-8)',
  },
  {
    name: 'no Cache-Control',
    ...change({ 'Cache-Control': undefined }),
    rules: ['cache-control-missing'],
    message: 'has neither Cache-Control nor Expires',
  },
  {
    name: 'a framework that forbids caches',
    ...change({ 'Cache-Control': 'private, no-store' }),
    rules: ['cache-forbidden'],
    message: 'Cache-Control: no-store, private',
  },
  {
    name: 'a CDN that sets a long lifetime',
    ...change({ 'Cache-Control': 'public, max-age=2592000' }),
    rules: ['cache-too-long'],
    message: 'caches keep it for 30 days',
  },
  {
    name: 'a CDN that keeps copies too long',
    ...change({ Age: '87300' }),
    rules: ['copy-stale'],
    message: 'Age: 87300, 24 hours longer than Cache-Control allows',
  },
  {
    name: 'copies of different versions',
    ...counted((reply, count, request) => (count === 9 ? whole(reply, request, { items: items(2) }) : reply)),
    rules: ['versions-differ'],
    message: 'requests one after the other get different documents',
  },
  {
    name: 'a cookie',
    ...change({ 'Set-Cookie': ['session=secret; Path=/', 'b=c'] }),
    rules: ['cookie-set'],
    message: 'sets the cookie session',
  },
  {
    name: 'no CORS',
    ...change({ 'Access-Control-Allow-Origin': undefined }),
    rules: ['cors-missing'],
    message: 'has no Access-Control-Allow-Origin',
  },
  {
    name: 'a document without a link to itself',
    document: () => rssOf('').replace(/<atom:link[^>]*>/, ''),
    rules: ['self-link-missing'],
    message: 'has no link to itself',
  },
  {
    name: 'another PUBLIC_URL',
    document: (url) => rssOf(url.replace(/^http:\/\/localhost:\d+/, 'https://localhost')),
    rules: ['self-link-differs'],
    message: 'its self link is https://localhost/feed.xml (another scheme and port)',
  },
  {
    name: 'a Link header of another feed',
    headers: { Link: '<http://e.example/feed.xml>; rel="self", </about>; rel=help' },
    rules: ['link-header-differs'],
    message: 'rel="self" in the Link header is not that of the document',
  },
  {
    name: 'a hub that is down',
    ...hub('http://localhost:1/'),
    rules: ['hub-unreachable'],
    message: 'connect ECONNREFUSED 127.0.0.1:1',
  },
  {
    name: 'a hub that fails',
    ...hub('/hub'),
    paths: { '/hub': redirectTo(502) },
    rules: ['hub-unreachable'],
    message: 'is answered with 502',
  },
  {
    name: 'a hub behind a cache',
    ...hub('/hub'),
    paths: { '/hub': redirectTo(405) },
    headers: { 'Cache-Control': 'public, max-age=900' },
    rules: ['hub-cached'],
    message: 'has a hub, but shared caches keep it for 15 minutes',
  },
  {
    name: 'archives that are not served',
    document: (url) => rssOf(url, { links: '<atom:link rel="prev-archive" href="/archive/1.xml"/>' }),
    rules: ['archive-unreachable'],
    message: 'is answered with 404',
  },
  { name: 'no items', document: (url) => rssOf(url, { items: '' }), rules: ['feed-empty'], message: 'has no items' },
  {
    name: 'an item from the future',
    document: (url) => rssOf(url, { items: datedItem('Sat, 01 Jan 2050 00:00:00 GMT') }),
    rules: ['items-in-future'],
    message: '1 item dated in the future, such as "One" (2050-01-01T00:00:00.000Z)',
  },
]

function datedItem(date: string): string {
  return `<item><title>One</title><guid>https://e.example/1</guid><pubDate>${date}</pubDate></item>`
}

/** The whole document, not compressed. */
function whole(reply: Reply, { headers }: IncomingMessage, options: Parameters<typeof rssOf>[1] = {}): Reply {
  const body = Buffer.from(rssOf(`http://${headers.host}/feed.xml`, options))
  return { status: 200, headers: { ...reply.headers, 'Content-Encoding': undefined }, body }
}
