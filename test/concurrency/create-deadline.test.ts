import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { collectGarbage } from '../../src/build/collect-garbage.ts'
import { createDeadline } from '../../src/concurrency/create-deadline.ts'

describe('a deadline', () => {
  it('aborts when the time is over, even after garbage collection', async () => {
    const { signal } = createDeadline(50, new AbortController().signal)
    const aborted = once(signal, 'abort')
    collectGarbage()
    await aborted
    expect(signal.aborted).toBe(true)
  })

  it('aborts when its parent signal aborts, before or after creation', () => {
    const controller = new AbortController()
    const { signal, clear } = createDeadline(60_000, controller.signal)
    expect(signal.aborted).toBe(false)
    controller.abort()
    expect(signal.aborted).toBe(true)
    clear()
    const late = createDeadline(60_000, controller.signal)
    expect(late.signal.aborted).toBe(true)
    late.clear()
  })

  it('does not abort after being cleared', async () => {
    const controller = new AbortController()
    const { signal, clear } = createDeadline(1, controller.signal)
    clear()
    controller.abort()
    await wait(20)
    expect(signal.aborted).toBe(false)
  })
})
