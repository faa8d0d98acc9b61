import { Writable } from 'node:stream'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { FeedmillError } from '../../src/errors.ts'
import { createRunLog } from '../../src/telemetry/run-log.ts'
import { DIAGNOSTICS, REPORT } from '../support/run-report.ts'

describe('the log of runs', () => {
  it('has one line for a run, with counts', () => {
    const { log, lines } = createLog('info')
    createRunLog(log).finished('cron', { ...REPORT, ignored: { draft: 1, page: 3 } })
    expect(lines()).toEqual([
      {
        level: 30,
        reason: 'cron',
        files: 36,
        published: 32,
        skipped: 3,
        warnings: 1,
        rules: { 'id-changed': 1, 'file-not-utf8': 1, 'date-impossible': 2 },
        first: [
          'c.md:1 is not',
          'a.md:4 publishedDateTime "2026-02-31" does not exist',
          'sub/b.md:7 publishedDateTime "2026-02-30" does not exist',
          'd.md id changes from a:b, 100% sure',
        ],
        scheduled: 1,
        expired: 1,
        ignored: { draft: 1, page: 3 },
        feeds: 2,
        changedFeeds: ['all'],
        generation: 7,
        nextDue: '2030-01-01T00:00:00.000Z',
        milliseconds: 1235,
        msg: 'run finished',
      },
    ])
  })

  it('has a line for each new error and warning at level debug', () => {
    const { log, lines } = createLog('debug')
    const runLog = createRunLog(log)
    runLog.finished('start', { ...REPORT, diagnostics: DIAGNOSTICS.slice(0, 2) })
    runLog.finished('cron', { ...REPORT, diagnostics: DIAGNOSTICS.slice(1, 3) })
    expect(lines().map(({ msg, file }) => [msg, file])).toEqual([
      ['warning', 'd.md'],
      ['article skipped', 'c.md'],
      ['run finished', undefined],
      ['article skipped', 'a.md'],
      ['run finished', undefined],
    ])
  })

  it('says why a run failed, and how to fix it', () => {
    const { log, lines } = createLog('info')
    const error = new FeedmillError('publication-refused', 'too many', 'Look.', { diagnostics: DIAGNOSTICS })
    createRunLog(log).failed('cron', error)
    expect(lines()).toEqual([
      {
        level: 50,
        reason: 'cron',
        failure: 'too many',
        hint: 'Look.',
        skipped: 3,
        warnings: 1,
        rules: { 'id-changed': 1, 'file-not-utf8': 1, 'date-impossible': 2 },
        first: [
          'c.md:1 is not',
          'a.md:4 publishedDateTime "2026-02-31" does not exist',
          'sub/b.md:7 publishedDateTime "2026-02-30" does not exist',
          'd.md id changes from a:b, 100% sure',
        ],
        msg: 'run failed; what is published stays',
      },
    ])
  })
})

function createLog(level: string) {
  let written = ''
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      written += chunk.toString()
      done()
    },
  })
  const lines = () =>
    written
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
  return { log: pino({ level, base: null, timestamp: false }, stream), lines }
}
