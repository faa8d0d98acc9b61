import { describe, expect, it } from 'vitest'
import { checkVisit } from '../../../src/cli/doctor/check-visit.ts'
import type { Answer, Exchange, Failure } from '../../../src/cli/doctor/exchange.ts'
import { readContent } from '../../../src/cli/doctor/read-content.ts'
import type { FeedVisit, Visit } from '../../../src/cli/doctor/visit.ts'
import { deploymentRules } from '../../../src/model/deployment-rules.ts'
import { rssOf } from '../../support/deployment.ts'
import { spoiltDeployments } from './deployments.ts'

const URL = 'https://feeds.example/feed.xml'

const HEADERS = {
  'Content-Type': 'application/rss+xml',
  ETag: '"v1"',
  'Last-Modified': 'Thu, 01 Jan 2026 00:00:00 GMT',
  'Cache-Control': 'max-age=900',
  'Access-Control-Allow-Origin': '*',
}

const answered = (
  url: string,
  status: number,
  headers: Record<string, string>,
  more: Partial<Answer> = {},
): Exchange => {
  const body = Buffer.from(status === 200 ? rssOf(URL) : '')
  const answer: Answer = { status, headers: new Headers(headers), body, end: 'complete', milliseconds: 20, ...more }
  return { url, method: 'GET', headers: {}, answer }
}

const failed = (url: string, failure: Failure): Exchange => ({ url, method: 'GET', headers: {}, failure })

/** The visit of a feed at https where nothing is wrong. */
function visitOf(more: Partial<Answer> = {}, differing: Partial<FeedVisit> = {}): Visit {
  const ok = answered(URL, 200, HEADERS, more)
  const notModified = answered(URL, 304, HEADERS)
  const answer = ok.answer as Answer
  const content = readContent(answer) as FeedVisit['content']
  const feed: FeedVisit = {
    ...{ url: URL, answer, content, again: ok, plain: ok, brotli: ok, head: ok, hubs: [], addresses: [] },
    conditional: { etag: notModified, date: notModified, both: notModified, otherEtag: ok, oldDate: ok },
    ...differing,
  }
  return { url: URL, now: new Date('2026-11-01T00:00:00Z'), chain: [ok], content, readers: { Feedly: ok }, feed }
}

const found = (visit: Visit) => checkVisit(visit).map(({ rule, file, message }) => [rule, file, message])

/** What needs certificates that are trusted, the usual ports, several networks or patience. */
const RECORDED = [
  'feed-large',
  'certificate-expiring',
  'http-open',
  'redirect-insecure',
  'address-unreachable',
  'answer-slow',
]

describe('a visit', () => {
  it('of a good feed finds nothing', () => {
    expect(found(visitOf({ certificateEnds: new Date('2026-11-16T00:00:00Z') }))).toEqual([])
  })

  it('finds a certificate that expires within 14 days', () => {
    expect(found(visitOf({ certificateEnds: new Date('2026-11-14T12:00:00Z') }))).toEqual([
      ['certificate-expiring', 'https://feeds.example', 'expires on 2026-11-14'],
    ])
  })

  it('finds the same feed under http, unless that redirects or is closed', () => {
    const insecure = URL.replace('https', 'http')
    expect(found(visitOf({}, { insecure: answered(insecure, 200, HEADERS) }))).toEqual([
      ['http-open', insecure, 'is answered with 200, without a redirect'],
    ])
    expect(found(visitOf({}, { insecure: answered(insecure, 301, { Location: URL }) }))).toEqual([])
    expect(found(visitOf({}, { insecure: failed(insecure, { code: 'ECONNREFUSED', message: '' }) }))).toEqual([])
  })

  it('finds a redirect from https to http', () => {
    const [last] = visitOf().chain
    const first = answered(URL, 301, { Location: 'http://feeds.example/feed.xml' })
    expect(found({ ...visitOf(), chain: [first, last] })).toEqual([
      ['redirect-insecure', URL, '301 to http://feeds.example/feed.xml'],
    ])
  })

  it('finds an address that does not answer', () => {
    const addresses = (failure: Failure, address = '2001:db8::1') => [
      { address: '192.0.2.1', exchange: visitOf().chain[0] },
      { address, exchange: failed(URL, failure) },
    ]
    const refused = { code: 'ECONNREFUSED', message: 'connect ECONNREFUSED' }
    expect(found(visitOf({}, { addresses: addresses(refused) }))).toEqual([
      ['address-unreachable', 'https://feeds.example', '2001:db8::1: connect ECONNREFUSED'],
    ])
    // This machine has no IPv6.
    expect(found(visitOf({}, { addresses: addresses({ code: 'ENETUNREACH', message: '' }) }))).toEqual([])
    const local = addresses(refused, '::1').map((each, index) =>
      index === 0 ? { ...each, address: '127.0.0.1' } : each,
    )
    expect(found(visitOf({}, { addresses: local }))).toEqual([])
  })

  it('finds a document of more than 4 MiB, and one that is not read to its end', () => {
    const { feed, ...visit } = visitOf()
    const large = { ...feed, content: { ...feed?.content, bytes: 5_000_000 } } as FeedVisit
    expect(found({ ...visit, feed: large })).toEqual([
      ['not-compressed', URL, '5000000 bytes, although the request accepts gzip'],
      ['feed-large', URL, 'has 5.0 MB'],
    ])
    const endless = answered(URL, 200, HEADERS, { end: 'too-large' })
    const content = readContent(endless.answer as Answer)
    expect(found({ ...visit, chain: [endless], content })).toEqual([['feed-large', URL, 'it is larger than 20 MiB']])
  })

  it('finds a slow answer', () => {
    expect(found(visitOf({ milliseconds: 7300 }))).toEqual([['answer-slow', URL, 'takes 7.3 s']])
  })
})

describe('the rules of deployed feeds', () => {
  it('are all broken in tests', () => {
    const withoutServer = ['feed-unreachable', 'certificate-invalid', 'ids-differ', 'items-unknown', 'feed-behind']
    const broken = [...spoiltDeployments.flatMap(({ rules }) => rules), ...RECORDED, ...withoutServer]
    expect([...new Set(broken)].sort()).toEqual(Object.keys(deploymentRules).sort())
  })
})
