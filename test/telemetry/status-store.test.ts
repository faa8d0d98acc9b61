import { describe, expect, it } from 'vitest'
import { FeedmillError } from '../../src/errors.ts'
import { createStatusStore } from '../../src/telemetry/status-store.ts'
import type { SubscriberHistory } from '../../src/telemetry/subscriber-history.ts'
import { createTraffic, type Traffic } from '../../src/telemetry/traffic.ts'
import { DIAGNOSTICS, REPORT } from '../support/run-report.ts'

const now = () => new Date('2026-01-02T10:00:00Z')
const history: SubscriberHistory = { feeds: () => [], stop: () => Promise.resolve() }

describe('the status store', () => {
  it('lists the last runs, newest first, with the feeds that changed', () => {
    const statusStore = createStatusStore(
      createTraffic(() => '', now),
      history,
      now,
    )
    statusStore.finished('start', REPORT)
    statusStore.finished('cron', { ...REPORT, generation: undefined, changed: [] })
    expect(statusStore.read()).toMatchObject({
      runs: [
        { at: now(), duration: 1234.5, outcome: 'unchanged', changedFeeds: [] },
        { at: now(), duration: 1234.5, outcome: 'published', changedFeeds: ['all'] },
      ],
      published: 32,
      drafts: 1,
      scheduled: 1,
    })
  })

  it('says why a run failed and how to fix it, without quoting files', () => {
    const statusStore = createStatusStore(
      createTraffic(() => '', now),
      history,
      now,
    )
    statusStore.finished('start', { ...REPORT, diagnostics: [] })
    statusStore.failed(
      'cron',
      new FeedmillError('publication-refused', 'the topic files cannot be used', 'Fix the errors in the topic files.', {
        diagnostics: DIAGNOSTICS.slice(1, 2),
      }),
    )
    statusStore.failed('cron', new Error('broken'))
    const { runs, published } = statusStore.read()
    expect(published).toBe(32)
    expect(runs.map(({ failure }) => failure)).toEqual([
      { message: 'broken', problems: { total: 0, skipped: 0, first: [] } },
      {
        message: 'the topic files cannot be used',
        hint: 'Fix the errors in the topic files.',
        problems: {
          total: 1,
          skipped: 1,
          first: [{ file: 'c.md', line: 1, rule: 'file-not-utf8', hint: 'Save it as UTF-8.', severity: 'error' }],
        },
      },
      undefined,
    ])
  })

  it('lists the first hundred of many errors and warnings, errors first', () => {
    const statusStore = createStatusStore(
      createTraffic(() => '', now),
      history,
      now,
    )
    const [error, warning] = (['error', 'warning'] as const).map((severity) => ({
      ...{ file: 'a.md', rule: 'url-invalid', message: 'is wrong', hint: 'Mend it.', severity },
    }))
    const diagnostics = [...Array.from({ length: 40_000 }, () => warning), error].flatMap((found) => found ?? [])
    statusStore.finished('start', { ...REPORT, diagnostics })
    const { total, skipped, first } = statusStore.read().problems
    expect([total, skipped, first.length, first[0]?.severity]).toEqual([40_001, 1, 100, 'error'])
  })

  it('counts requests for documents and no others', () => {
    const requests = [
      { format: 'rss', status: 200, count: 2 },
      { format: 'none', status: 404, count: 9 },
      { format: 'page', status: 200, count: 7 },
      { format: 'rss', status: 304, count: 4 },
      { format: 'other', status: 200, count: 8 },
    ]
    const traffic = { report: () => ({ requests, readers: [], feeds: [] }) } as unknown as Traffic
    expect(createStatusStore(traffic, history, now).read().requestsByFormat).toEqual([
      { name: 'page', count: 7 },
      { name: 'rss', count: 6 },
    ])
  })
})
