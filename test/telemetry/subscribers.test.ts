import { describe, expect, it } from 'vitest'
import { createLinearCounter } from '../../src/telemetry/linear-counter.ts'
import { createSubscriberCounter } from '../../src/telemetry/subscribers.ts'

const poll = { feedId: 'ai', path: 'feeds/ai.xml', userAgent: 'newsboat/2.21', address: '192.0.2.1' }

describe('the subscribers of a feed', () => {
  it('are the last reports of aggregators by format, plus the unique clients of a day', () => {
    const subscribers = createSubscriberCounter(() => new Date('2026-01-02T10:00:00Z'))
    subscribers.count({ ...poll, userAgent: 'Feedly/1.0 (10 subscribers)' })
    subscribers.count({ ...poll, userAgent: 'Feedly/1.0 (12 subscribers)', address: '192.0.2.7' })
    subscribers.count({ ...poll, userAgent: 'Feedly/1.0 (3 subscribers)', path: 'feeds/ai.atom' })
    subscribers.count({ ...poll, userAgent: 'NewsBlur Feed Fetcher - 5 subscribers' })
    for (let request = 0; request < 10; request++) subscribers.count(poll)
    subscribers.count({ ...poll, address: '192.0.2.2' })
    subscribers.count({ ...poll, userAgent: 'Liferea/1.14' })
    subscribers.count({ ...poll, feedId: 'all', path: 'feeds/all.xml' })
    expect(subscribers.feeds()).toEqual([
      { feedId: 'ai', reported: 20, today: 3, yesterday: 0 },
      { feedId: 'all', reported: 0, today: 1, yesterday: 0 },
    ])
  })

  it('are counted again each day, and reports expire after two days', () => {
    let now = new Date('2026-01-02T23:59:00Z')
    const subscribers = createSubscriberCounter(() => now)
    subscribers.count(poll)
    subscribers.count({ ...poll, userAgent: 'Feedly/1.0 (10 subscribers)' })
    now = new Date('2026-01-03T00:01:00Z')
    subscribers.count(poll)
    subscribers.count({ ...poll, address: '192.0.2.2' })
    expect(subscribers.feeds()).toEqual([{ feedId: 'ai', reported: 10, today: 2, yesterday: 1 }])
    now = new Date('2026-01-05T00:01:00Z')
    expect(subscribers.feeds()).toEqual([])
  })
})

describe('the linear counter', () => {
  it.each([0, 1, 10, 1000, 50_000])('is accurate within 3 % for %i keys', (keys) => {
    const counter = createLinearCounter('salt')
    for (let round = 0; round < 2; round++) for (let key = 0; key < keys; key++) counter.add(`key ${key}`)
    expect(Math.abs(counter.estimate() - keys)).toBeLessThanOrEqual(keys * 0.03)
  })
})
