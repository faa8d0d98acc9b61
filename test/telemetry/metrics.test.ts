import { expect, it } from 'vitest'
import type { RunReport } from '../../src/build/run-report.ts'
import { createMetrics } from '../../src/telemetry/metrics.ts'
import { createTraffic } from '../../src/telemetry/traffic.ts'
import { generationOf } from '../support/generation.ts'

it('the age of the generation begins anew when a run finds it up to date, and is never negative', async () => {
  let time = '2026-01-02T03:04:00Z'
  const now = () => new Date(time)
  const state = {
    generation: generationOf({ 'feeds/ai.xml': '' }),
    isDamaged: false,
    failure: undefined,
    stopping: false,
  }
  const metrics = createMetrics({ state, traffic: createTraffic(() => '', now), pendingPings: () => 0, now })
  const age = async () =>
    (await metrics.registry.getSingleMetric('feedmill_generation_age_seconds')?.get())?.values[0]?.value
  expect(await age()).toBe(0)
  time = '2026-01-02T04:04:05Z'
  expect(await age()).toBe(3600)
  metrics.failed('cron', new Error('not now'))
  expect(await age()).toBe(3600)
  metrics.finished('cron', { published: 1, diagnostics: [], changed: [], duration: 5 } as unknown as RunReport)
  time = '2026-01-02T04:04:15Z'
  expect(await age()).toBe(10)
})
