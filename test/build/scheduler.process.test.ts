import { setTimeout as wait } from 'node:timers/promises'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { type RunOutcome, type RunReason, type ScheduleOptions, startSchedule } from '../../src/build/scheduler.ts'

const NEVER = '0 0 1 1 *'

describe('startSchedule', () => {
  it('runs immediately', async () => {
    const { runs } = observe({ cron: NEVER })
    await vi.waitFor(() => expect(runs).toEqual(['start']))
  })

  it('runs at each tick, including seconds', async () => {
    const { runs } = observe({ cron: '* * * * * *' })
    await vi.waitFor(() => expect(runs.slice(0, 3)).toEqual(['start', 'cron', 'cron']), 10_000)
  })

  it('never overlaps runs: requests during a run become one run after it', async () => {
    let running = 0
    let most = 0
    const { runs, schedule } = observe({
      cron: NEVER,
      work: async () => {
        most = Math.max(most, ++running)
        await wait(50)
        running--
      },
    })
    for (let index = 0; index < 5; index++) schedule.request('signal')
    await vi.waitFor(() => expect(runs).toEqual(['start', 'signal']))
    await wait(100)
    expect(runs).toEqual(['start', 'signal'])
    expect(most).toBe(1)
  })

  it('runs when an article is due', async () => {
    const due = new Date(Date.now() + 100)
    const { runs } = observe({ cron: NEVER, nextDue: (now) => (now < due ? due : undefined) })
    await wait(50)
    expect(runs).toEqual(['start'])
    await vi.waitFor(() => expect(runs).toContain('due'))
  })

  it('waits for instants beyond the limit of timers', async () => {
    const { runs } = observe({ cron: NEVER, nextDue: () => new Date(Date.now() + 2 ** 33) })
    await wait(50)
    expect(runs).toEqual(['start'])
  })

  it('starts nothing after a stop, and lets the current run end', async () => {
    let ended = false
    let aborted = false
    const { runs, schedule } = observe({
      cron: '* * * * * *',
      work: async (signal) => {
        await wait(50)
        aborted = signal.aborted
        ended = true
      },
    })
    schedule.request('signal')
    await schedule.stop()
    expect({ ended, aborted }).toEqual({ ended: true, aborted: true })
    schedule.request('signal')
    await wait(1100)
    expect(runs).toEqual(['start'])
  })
})

describe('a failed run', () => {
  it('is retried until it succeeds', async () => {
    let failures = 0
    const { runs } = observe({ cron: NEVER, work: async () => (++failures <= 2 ? 'failed' : undefined) })
    await vi.waitFor(() => expect(runs).toEqual(['start', 'due', 'due']))
  })
})

describe('an article that is due soon after a failed run', () => {
  it('does not wait for the retry', async () => {
    const due = new Date(Date.now() + 500)
    let count = 0
    const { runs, schedule } = observe({
      cron: NEVER,
      retryMs: 60_000,
      nextDue: (now) => (now < due ? due : undefined),
      work: async () => (++count === 2 ? 'failed' : undefined),
    })
    await wait(10)
    schedule.request('signal')
    await vi.waitFor(() => expect(runs).toEqual(['start', 'signal', 'due']))
  })
})

describe('when the clock is set', () => {
  const HOUR = 3_600_000

  it.each([
    ['back', -HOUR],
    ['ahead', HOUR],
  ])('%s, a run starts, and then one at each tick', async (_, step) => {
    vi.useFakeTimers({ toFake: ['Date'] })
    onTestFinished(() => void vi.useRealTimers())
    const start = performance.now()
    let offset = 0
    const base = Date.now()
    const advance = setInterval(() => vi.setSystemTime(base + offset + performance.now() - start), 5)
    onTestFinished(() => clearInterval(advance))
    const { runs } = observe({ cron: '* * * * * *' })
    await vi.waitFor(() => expect(runs).toContain('cron'), 5000)
    offset = step
    await vi.waitFor(() => expect(runs).toContain('clock'), 5000)
    await vi.waitFor(() => expect(runs.slice(runs.indexOf('clock'))).toEqual(['clock', 'cron', 'cron']), 10_000)
  })

  it('past the time of a scheduled article, that is published', async () => {
    let offset = 0
    const now = () => new Date(Date.now() + offset)
    const due = new Date(Date.now() + HOUR)
    const { runs } = observe({ cron: NEVER, now, nextDue: (at) => (at < due ? due : undefined) })
    await wait(50)
    offset = HOUR
    await vi.waitFor(() => expect(runs).toEqual(['start', 'clock']))
  })
})

describe('a run that goes on', () => {
  it('may take longer than the deadline', async () => {
    const { runs, abandoned, schedule } = observe({
      cron: NEVER,
      deadlineMs: 100,
      work: async (_signal, onProgress) => {
        for (let step = 0; step < 10; step++) {
          await wait(30)
          onProgress()
        }
      },
    })
    schedule.request('signal')
    await vi.waitFor(() => expect(runs).toEqual(['start', 'signal']), 5000)
    expect(abandoned).toEqual([])
  })
})

describe('a run that hangs', () => {
  it('is aborted at its deadline and abandoned', async () => {
    const signals: AbortSignal[] = []
    const { runs, abandoned, schedule } = observe({
      cron: NEVER,
      deadlineMs: 50,
      work: (signal) => {
        signals.push(signal)
        return signals.length === 1 ? new Promise(() => {}) : Promise.resolve()
      },
    })
    schedule.request('signal')
    await vi.waitFor(() => expect(runs.slice(0, 2)).toEqual(['start', 'signal']))
    expect(abandoned).toEqual(['start'])
    expect(signals.map(({ aborted }) => aborted).slice(0, 2)).toEqual([true, false])
  })
})

describe('for any order of ticks, requests, due articles and a stop', () => {
  it('runs never overlap, no request is lost, and nothing runs after the stop', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 12 }),
        fc.nat(20),
        async (pauses, duration) => {
          let running = 0
          let ended = false
          const started: number[] = []
          const { schedule } = observe({
            cron: '* * * * * *',
            nextDue: (now) => (started.length < 5 ? new Date(now.getTime() + 5) : undefined),
            work: async () => {
              expect({ running: ++running, ended }).toEqual({ running: 1, ended: false })
              started.push(performance.now())
              await wait(duration)
              running--
            },
          })
          for (const pause of pauses) {
            await wait(pause)
            const asked = performance.now()
            schedule.request('signal')
            const isServed = () => expect(started.some((instant) => instant >= asked)).toBe(true)
            if (pause % 4 === 0) await vi.waitFor(isServed, 5000)
          }
          await schedule.stop()
          ended = true
          schedule.request('signal')
          expect(running).toBe(0)
        },
      ),
      { numRuns: 40 },
    )
  })
})

interface Observed {
  cron: string
  work?: (signal: AbortSignal, onProgress: () => void) => Promise<unknown>
  nextDue?: (now: Date) => Date | undefined
  deadlineMs?: number
  retryMs?: number
  now?: () => Date
}

/** A schedule that records the reason of each run, and is stopped after the test. */
function observe({
  cron,
  work = async () => {},
  nextDue = () => undefined,
  deadlineMs = 60_000,
  retryMs = 100,
  now = () => new Date(),
}: Observed) {
  const runs: RunReason[] = []
  const run: ScheduleOptions['run'] = async (reason, { signal, onProgress }): Promise<RunOutcome | 'failed'> => {
    runs.push(reason)
    if ((await work(signal, onProgress)) === 'failed') return 'failed'
    return { nextDue: nextDue(now()) }
  }
  const abandoned: RunReason[] = []
  const onAbandoned = (reason: RunReason) => abandoned.push(reason)
  const schedule = startSchedule({ cron, run, onAbandoned, now, deadlineMs, retryMs, clockCheckMs: 20 })
  onTestFinished(() => schedule.stop())
  return { runs, abandoned, schedule }
}
