import { setTimeout as wait } from 'node:timers/promises'
import { expect, it, onTestFinished, vi } from 'vitest'
import { watchClock } from '../../src/concurrency/watch-clock.ts'

it('notices that a clock is set ahead or back, and nothing else', async () => {
  let offset = 0
  let steps = 0
  onTestFinished(watchClock({ now: () => new Date(Date.now() + offset), onStep: () => steps++, checkMs: 5 }))
  await wait(30)
  expect(steps).toBe(0)
  for (const [set, count] of [
    [3_600_000, 1],
    [0, 2],
    [1500, 2],
    [-3_600_000, 3],
  ] as const) {
    offset = set
    await wait(30)
    await vi.waitFor(() => expect(steps).toBe(count))
  }
})
