import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { changedFeeds } from '../build/changed-feeds.ts'
import { type ErrorCode, FeedmillError } from '../errors.ts'
import { countDiagnostics } from '../model/count-diagnostics.ts'
import { generationAge } from '../serve/generation-age.ts'
import type { ServiceState } from '../serve/service-state.ts'
import type { RunObserver } from './run-observer.ts'
import type { Traffic } from './traffic.ts'

const OUTCOMES = ['finished', 'refused', 'failed'] as const

const REFUSALS: ReadonlySet<ErrorCode> = new Set(['publication-refused', 'corpus-not-understood'])

export interface MetricsOptions {
  state: Readonly<ServiceState>
  traffic: Traffic
  /** Number of notifications that WebSub hubs have not received yet. */
  pendingPings: () => number
  now: () => Date
}

export interface Metrics extends RunObserver {
  registry: Registry
}

export function createMetrics({ state, traffic, pendingPings, now }: MetricsOptions): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  /** Absent, instead of 0, until its value is known. */
  const gauge = (name: string, help: string, value?: () => number | undefined) => {
    const created = new Gauge({
      name: `feedmill_${name}`,
      help,
      registers,
      ...(value && {
        collect() {
          const current = value()
          if (current !== undefined) this.set(current)
        },
      }),
    })
    created.remove()
    return created
  }

  gauge('generation', 'Number of the generation in service', () => state.generation?.generation)
  let confirmedAt = 0
  const ageHelp = 'Seconds since the generation in service was published, or found up to date'
  gauge('generation_age_seconds', ageHelp, () => generationAge(state, now(), confirmedAt))
  const degradedHelp = '1 if the last run failed, or the bucket cannot be followed, else 0'
  gauge('degraded', degradedHelp, () => (state.failure === undefined && state.source?.failure === undefined ? 0 : 1))
  gauge('websub_pending', 'Notifications that WebSub hubs have not received yet', pendingPings)
  const lastSuccess = gauge('last_success_timestamp_seconds', 'When the last successful run ended')
  const articles = gauge('articles', 'Published articles')
  const skipped = gauge('articles_skipped', 'Articles that the last run skipped because of errors')
  const diagnostics = gauge('problems', 'Errors and warnings of the last run')
  const runs = new Counter({ name: 'feedmill_runs_total', help: 'Runs by outcome', labelNames: ['outcome'], registers })
  for (const outcome of OUTCOMES) runs.inc({ outcome }, 0)
  const changes = new Counter({ name: 'feedmill_feeds_changed_total', help: 'Feeds changed by runs', registers })
  const durations = new Histogram({
    name: 'feedmill_run_duration_seconds',
    help: 'Duration of successful runs',
    buckets: [0.1, 0.3, 1, 3, 10, 30, 100, 300, 900],
    registers,
  })
  new Counter({
    name: 'feedmill_requests_total',
    help: 'Requests by format and status',
    labelNames: ['format', 'status'],
    registers,
    collect() {
      this.reset()
      for (const { format, status, count } of traffic.report().requests) this.inc({ format, status }, count)
    },
  })
  new Gauge({
    name: 'feedmill_subscribers',
    help: 'Subscribers as reported by aggregators in their user agents',
    labelNames: ['feed'],
    registers,
    collect() {
      this.reset()
      for (const { feedId, reported } of traffic.report().feeds) this.set({ feed: feedId }, reported)
    },
  })
  new Gauge({
    name: 'feedmill_pollers',
    help: 'Estimated unique clients of a feed per day (UTC), without aggregators',
    labelNames: ['feed', 'day'],
    registers,
    collect() {
      this.reset()
      for (const { feedId, today, yesterday } of traffic.report().feeds) {
        this.set({ feed: feedId, day: 'today' }, today)
        this.set({ feed: feedId, day: 'yesterday' }, yesterday)
      }
    },
  })
  return {
    registry,
    finished: (_reason, report) => {
      runs.inc({ outcome: 'finished' })
      confirmedAt = now().getTime()
      lastSuccess.set(confirmedAt / 1000)
      articles.set(report.published)
      skipped.set(countDiagnostics(report.diagnostics).skipped)
      diagnostics.set(report.diagnostics.length)
      changes.inc(changedFeeds(report.changed).length)
      durations.observe(report.duration / 1000)
    },
    failed: (_reason, error) => runs.inc({ outcome: isRefusal(error) ? 'refused' : 'failed' }),
  }
}

/** A refused run needs a person: the next one is refused too. */
function isRefusal(error: unknown): boolean {
  return error instanceof FeedmillError && REFUSALS.has(error.code)
}
