import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type FileSystem, fileSystem } from '../../src/file-system.ts'
import { createSubscriberHistory } from '../../src/telemetry/subscriber-history.ts'
import type { FeedSubscribers } from '../../src/telemetry/subscribers.ts'
import { storeIn } from '../support/store.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

describe('the history of the subscribers', () => {
  it('has the largest count of each day, and survives a restart', async () => {
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

  it('shows completed days, and a current estimate not below that of yesterday', async () => {
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

  it('is not replaced while it cannot be read, and is merged once it can', async () => {
    const outDir = temporaryFolder()
    const year = { ai: { '2025-06-01': 7, '2026-01-02': 5 }, go: { '2025-06-01': 3 } }
    writeFileSync(join(outDir, 'audience.json'), JSON.stringify(year))
    let isFailing = true
    const readText: FileSystem['readText'] = (path) =>
      isFailing ? Promise.reject(Object.assign(new Error('EMFILE'), { code: 'EMFILE' })) : fileSystem.readText(path)
    const keep = () =>
      createSubscriberHistory(
        storeIn(outDir, { fileSystem: { ...fileSystem, readText } }),
        () => [{ feedId: 'ai', reported: 10, today: 3, yesterday: 0 }],
        () => new Date('2026-01-02T10:00:00Z'),
      )
    const unread = await keep()
    expect(unread.feeds()).toMatchObject([{ feed: 'ai', now: 13, points: [] }])
    await unread.stop()
    expect(JSON.parse(readFileSync(join(outDir, 'audience.json'), 'utf8'))).toEqual(year)
    const history = await keep()
    isFailing = false
    history.feeds()
    await expect.poll(() => history.feeds().map(({ feed }) => feed)).toEqual(['ai', 'go'])
    await history.stop()
    expect(JSON.parse(readFileSync(join(outDir, 'audience.json'), 'utf8'))).toEqual({
      ...year,
      ai: { '2025-06-01': 7, '2026-01-02': 13 },
    })
  })

  it('starts again if its file is damaged, and keeps that file aside', async () => {
    const damaged = '{"ai": {"yesterday": -1}}'
    const outDir = temporaryFolder({ 'audience.json': damaged })
    const history = await createSubscriberHistory(
      storeIn(outDir),
      () => [{ feedId: 'ai', reported: 1, today: 0, yesterday: 0 }],
      () => new Date('2026-01-02T10:00:00Z'),
    )
    await history.stop()
    expect(readFileSync(join(outDir, 'audience-damaged.json'), 'utf8')).toBe(damaged)
    expect(JSON.parse(readFileSync(join(outDir, 'audience.json'), 'utf8'))).toEqual({ ai: { '2026-01-02': 1 } })
  })

  it('keeps a year', async () => {
    let now = new Date('2026-01-02T10:00:00Z')
    const subscribers: FeedSubscribers[] = [{ feedId: 'ai', reported: 1, today: 0, yesterday: 0 }]
    const history = await createSubscriberHistory(
      storeIn(temporaryFolder()),
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
