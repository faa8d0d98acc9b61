import { expect, it } from 'vitest'
import type { RunReport } from '../../src/build/run-report.ts'
import { FeedmillError } from '../../src/errors.ts'
import type { ServiceState } from '../../src/serve/service-state.ts'
import { createMetrics } from '../../src/telemetry/metrics.ts'
import { createTraffic } from '../../src/telemetry/traffic.ts'
import { generationOf } from '../support/generation.ts'
import { REPORT } from '../support/run-report.ts'

const STATE: ServiceState = { generation: undefined, isDamaged: false, failure: undefined, stopping: false }

const metricsOf = (state: ServiceState, now = () => new Date('2026-01-02T03:04:00Z')) =>
  createMetrics({ state, traffic: createTraffic(() => '', now), pendingPings: () => 0, now })

it('the age of the generation begins anew when a run finds it up to date, and is never negative', async () => {
  let time = '2026-01-02T03:04:00Z'
  const now = () => new Date(time)
  const metrics = metricsOf({ ...STATE, generation: generationOf({ 'feeds/ai.xml': '' }) }, now)
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

it('values that only a run or a generation can give are absent before it, so that a restart looks like no change', async () => {
  const metrics = metricsOf(STATE)
  const known = async () => (await metrics.registry.metrics()).match(/^feedmill_\w+(?= \S+$)/gm)?.sort()
  const always = ['feedmill_degraded', 'feedmill_feeds_changed_total', 'feedmill_websub_pending']
  expect(await known()).toEqual(
    [...always, 'feedmill_run_duration_seconds_sum', 'feedmill_run_duration_seconds_count'].sort(),
  )
  metrics.finished('start', REPORT)
  expect(await known()).toEqual(
    expect.arrayContaining([
      'feedmill_articles',
      'feedmill_articles_skipped',
      'feedmill_last_success_timestamp_seconds',
      'feedmill_problems',
    ]),
  )
})

it('counts skipped articles, and runs by outcome from zero: refused ones need a person', async () => {
  const metrics = metricsOf(STATE)
  const lines = async () => (await metrics.registry.metrics()).split('\n')
  expect(await lines()).toEqual(
    expect.arrayContaining([
      'feedmill_runs_total{outcome="finished"} 0',
      'feedmill_runs_total{outcome="refused"} 0',
      'feedmill_runs_total{outcome="failed"} 0',
    ]),
  )
  metrics.finished('start', REPORT)
  metrics.failed('cron', new FeedmillError('publication-refused', '', ''))
  metrics.failed('cron', new FeedmillError('corpus-not-understood', '', ''))
  metrics.failed('cron', new FeedmillError('publication-failed', '', ''))
  expect(await lines()).toEqual(
    expect.arrayContaining([
      'feedmill_articles_skipped 3',
      'feedmill_runs_total{outcome="finished"} 1',
      'feedmill_runs_total{outcome="refused"} 2',
      'feedmill_runs_total{outcome="failed"} 1',
    ]),
  )
})

it('the age of the generation begins anew when a bucket has no newer one, and a bucket that is away is a degradation', async () => {
  const now = () => new Date('2026-01-02T04:04:05Z')
  const source = { failure: 'no answer', confirmedAt: new Date('2026-01-02T04:03:55Z') }
  const generation = generationOf({ 'feeds/ai.xml': '' })
  const metrics = metricsOf({ ...STATE, generation, source }, now)
  const readMetric = async (name: string) => (await metrics.registry.getSingleMetric(name)?.get())?.values[0]?.value
  expect(await readMetric('feedmill_generation_age_seconds')).toBe(10)
  expect(await readMetric('feedmill_degraded')).toBe(1)
})
