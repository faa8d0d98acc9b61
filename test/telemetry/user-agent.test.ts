import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readerName, reportedSubscribers } from '../../src/telemetry/user-agent.ts'

describe('a user agent', () => {
  it.each([
    ['Feedly/1.0 (+http://www.feedly.com/fetcher.html; 123 subscribers; like FeedFetcher-Google)', 'Feedly', 123],
    ['Feedbin feed-id:1373711 - 142 subscribers', 'Feedbin', 142],
    ['NewsBlur Feed Fetcher - 54 subscribers - https://www.newsblur.com/site/1/x', 'NewsBlur Feed Fetcher', 54],
    ['inoreader.com-like FeedFetcher-Google; 1 subscriber', 'inoreader.com-like FeedFetcher-Google', 1],
    ['newsboat/2.21.0 (Linux x86_64)', 'newsboat', undefined],
    ['Liferea/1.14.0 (Linux; https://lzone.de/liferea/) AppleWebKit (KHTML, like Gecko)', 'Liferea', undefined],
    ['rss2email/3.13.1 (https://github.com/rss2email/rss2email)', 'rss2email', undefined],
    ['Mozilla/5.0 (X11; Linux x86_64)', 'Mozilla', undefined],
    ['Mozilla/5.0 (compatible; theoldreader.com; 7 subscribers; feed-id=abc)', 'theoldreader.com', 7],
    ['Mozilla/5.0 (compatible; BazQux/2.4; +https://bazqux.com/fetcher; 5 subscribers)', 'BazQux', 5],
    ['Mozilla/5.0 (compatible; )', 'Mozilla', undefined],
    ['Reader/1.0 (1,234 subscribers)', 'Reader', 1234],
    ['Reader/1.0 (1,23 subscribers)', 'Reader', undefined],
    ['Reader/1.0 (999999999 subscribers)', 'Reader', undefined],
    ['Reader/1.0 (1.5 subscribers)', 'Reader', undefined],
    ['', 'unknown', undefined],
    ['(nobody)', 'unknown', undefined],
  ])('%s', (userAgent, name, subscribers) => {
    expect([readerName(userAgent), reportedSubscribers(userAgent)]).toEqual([name, subscribers])
  })

  it('always has a short name and no negative number of subscribers', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (userAgent) => {
        expect(readerName(userAgent).length).toBeGreaterThan(0)
        expect(readerName(userAgent).length).toBeLessThanOrEqual(40)
        expect(reportedSubscribers(userAgent) ?? 0).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})
