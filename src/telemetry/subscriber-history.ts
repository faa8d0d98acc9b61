import { z } from 'zod'
import type { Subscribers } from '../pages/status/status.ts'
import { createJsonState } from '../publish/json-state.ts'
import type { PublicationStore } from '../publish/store.ts'
import type { FeedSubscribers } from './subscribers.ts'

const DAY_MS = 86_400_000

/** Older days are dropped. */
const MAX_DAYS = 366

/** How often to save the numbers of the day. */
const INTERVAL_MS = 3_600_000

const schema = z.record(z.string(), z.record(z.iso.date(), z.int().nonnegative()))

/** The estimated subscribers of each feed by day (UTC), such as `{"ai": {"2026-01-02": 12}}`. */
type History = z.infer<typeof schema>

/** The estimated subscribers of each feed over time. */
export interface SubscriberHistory {
  /** The estimates for each feed, ordered by id. */
  feeds: () => Subscribers[]
  stop: () => Promise<void>
}

/**
 * Creates a durable history of the estimated subscribers per day: those that aggregators report plus the unique clients. While
 * the stored history cannot be read, reading is retried and nothing is written.
 */
export async function createSubscriberHistory(
  store: PublicationStore,
  subscribers: () => readonly FeedSubscribers[],
  now: () => Date,
): Promise<SubscriberHistory> {
  const state = createJsonState(store, 'audience', schema)
  let history: History = {}
  let isLoaded = false
  let written = ''
  const load = async (): Promise<void> => {
    if (isLoaded) return
    const kept = (await state.load()) ?? {}
    if (!isLoaded) history = merge(kept, history)
    isLoaded = true
  }
  const record = (): void => {
    history = withToday(history, subscribers(), now())
  }
  const save = async (): Promise<void> => {
    await load()
    record()
    const text = JSON.stringify(history)
    if (text === written || Object.keys(history).length === 0) return
    await state.save(history)
    written = text
  }
  const timer = setInterval(() => void save().catch(() => undefined), INTERVAL_MS).unref()
  await load().catch(() => undefined)
  return {
    feeds: () => {
      void load().catch(() => undefined)
      record()
      return Object.entries(history)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([feed, days]) => ({ feed, ...estimatesOf(days, now()) }))
    },
    stop: async () => {
      clearInterval(timer)
      await save().catch(() => undefined)
    },
  }
}

/** Merges two histories, with the larger count of each day, oldest day first. */
function merge(kept: History, recent: History): History {
  const merged = { ...kept }
  for (const [feed, days] of Object.entries(recent)) {
    const all = { ...merged[feed] }
    for (const [day, count] of Object.entries(days)) all[day] = Math.max(all[day] ?? 0, count)
    merged[feed] = Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)))
  }
  return merged
}

/** Records the largest count of the day so far, because a restart loses the unique clients of the day. */
function withToday(history: History, subscribers: readonly FeedSubscribers[], now: Date): History {
  const today = dayOf(now)
  const updated = subscribers.map(({ feedId, reported, today: uniqueClients }) => {
    const days = history[feedId] ?? {}
    const count = Math.max(days[today] ?? 0, reported + uniqueClients)
    const kept = Object.entries({ ...days, [today]: count }).slice(-MAX_DAYS)
    return [feedId, Object.fromEntries(kept)] as const
  })
  const oldest = dayOf(new Date(now.getTime() - MAX_DAYS * DAY_MS))
  const recent = Object.entries(history).filter(([, days]) => (Object.keys(days).at(-1) ?? '') >= oldest)
  return Object.fromEntries([...recent, ...updated])
}

/** Today is not over and has not counted all its clients; so the current estimate is at least that of yesterday. */
function estimatesOf(days: Readonly<Record<string, number>>, now: Date): Omit<Subscribers, 'feed'> {
  const [today, yesterday] = [dayOf(now), dayOf(new Date(now.getTime() - DAY_MS))]
  const points = Object.entries(days).map(([day, count]) => ({ at: new Date(day), count }))
  return {
    now: Math.max(days[today] ?? 0, days[yesterday] ?? 0),
    since: points[0]?.at ?? now,
    points: points.filter(({ at }) => dayOf(at) < today),
  }
}

/** A day (UTC), such as 2026-01-02. */
function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10)
}
