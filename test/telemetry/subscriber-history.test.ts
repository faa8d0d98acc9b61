import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createSubscriberHistory } from '../../src/telemetry/subscriber-history.ts'
import type { FeedSubscribers } from '../../src/telemetry/subscribers.ts'
import { storeIn } from '../support/store.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

describe('the history of the audience', () => {
  it('has the most of each day, and outlives a restart', async () => {
    const outDir = temporaryFolder()
    let now = new Date('2026-01-02T10:00:00Z')
    let subscribers: FeedSubscribers[] = [{ feedId: 'ai', reported: 10, today: 3, yesterday: 99 }]
    const keep = () =>
      createSubscriberHistory(
        storeIn(outDir),
        () => subscribers,
        () => now,
      )
    const before = await keep()
    await before.stop()
    subscribers = [{ feedId: 'ai', reported: 10, today: 1, yesterday: 0 }]
    const after = await keep()
    const since = new Date('2026-01-02')
    expect(after.feeds()).toEqual([{ feed: 'ai', now: 13, since, points: [] }])
    now = new Date('2026-01-03T10:00:00Z')
    await after.stop()
    expect(JSON.parse(readFileSync(join(outDir, 'audience.json'), 'utf8'))).toEqual({
      ai: { '2026-01-02': 13, '2026-01-03': 11 },
    })
  })

  it('shows days that are over, and now no fewer than yesterday, since the pollers of a day come by and by', async () => {
    let now = new Date('2026-01-02T23:00:00Z')
    let subscribers: FeedSubscribers[] = [{ feedId: 'ai', reported: 10, today: 30, yesterday: 0 }]
    const history = await createSubscriberHistory(
      storeIn(temporaryFolder()),
      () => subscribers,
      () => now,
    )
    history.feeds()
    now = new Date('2026-01-03T00:01:00Z')
    subscribers = [{ feedId: 'ai', reported: 10, today: 0, yesterday: 30 }]
    const since = new Date('2026-01-02')
    expect(history.feeds()).toEqual([{ feed: 'ai', now: 40, since, points: [{ at: since, count: 40 }] }])
    await history.stop()
  })

  it('keeps a year, and begins anew where its file is damaged', async () => {
    const outDir = temporaryFolder()
    writeFileSync(join(outDir, 'audience.json'), '{"ai": {"yesterday": -1}}')
    let now = new Date('2026-01-02T10:00:00Z')
    const subscribers: FeedSubscribers[] = [{ feedId: 'ai', reported: 1, today: 0, yesterday: 0 }]
    const history = await createSubscriberHistory(
      storeIn(outDir),
      () => subscribers,
      () => now,
    )
    for (let day = 0; day < 400; day++) {
      now = new Date(now.getTime() + 86_400_000)
      history.feeds()
    }
    expect(history.feeds()[0]?.points).toHaveLength(365)
    await history.stop()
  })
})
