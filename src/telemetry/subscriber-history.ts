import { z } from 'zod'
import type { Subscribers } from '../pages/status/status.ts'
import type { PublicationStore } from '../publish/store.ts'
import type { FeedSubscribers } from './subscribers.ts'

/** In milliseconds. */
const DAY = 86_400_000

/** How many days are kept. */
const DAYS = 366

/** How often the day's numbers are taken down, in milliseconds. */
const INTERVAL = 3_600_000

const schema = z.record(z.string(), z.record(z.iso.date(), z.int().nonnegative()))

/** The estimated subscribers of each feed by day (UTC), such as `{"ai": {"2026-01-02": 12}}`. */
type History = z.infer<typeof schema>

/** The estimated subscribers of each feed over time. */
export interface SubscriberHistory {
  /** The estimates for each feed, in order of id. */
  feeds: () => Subscribers[]
  stop: () => Promise<void>
}

/**
 * Keeps the estimated subscribers of each day in `OUT_DIR`: those that aggregators report and the distinct pollers of the
 * day. A file that cannot be read or written costs this record only.
 */
export async function createSubscriberHistory(
  store: PublicationStore,
  subscribers: () => readonly FeedSubscribers[],
  now: () => Date,
): Promise<SubscriberHistory> {
  let history = await store.readState('audience').then(
    (text = '{}') => parse(text),
    () => ({}),
  )
  let written = ''
  const takeDown = (): void => {
    history = withToday(history, subscribers(), now())
  }
  const write = async (): Promise<void> => {
    takeDown()
    const text = `${JSON.stringify(history, null, 1)}\n`
    if (text === written || Object.keys(history).length === 0) return
    await store.writeState('audience', text)
    written = text
  }
  const timer = setInterval(() => void write().catch(() => undefined), INTERVAL).unref()
  return {
    feeds: () => {
      takeDown()
      return Object.entries(history)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([feed, days]) => ({ feed, ...estimatesOf(days, now()) }))
    },
    stop: async () => {
      clearInterval(timer)
      await write().catch(() => undefined)
    },
  }
}

function parse(text: string): History {
  try {
    return schema.parse(JSON.parse(text))
  } catch {
    return {}
  }
}

/** A day counts with the most that it ever had, since a restart forgets the pollers of the day. */
function withToday(history: History, subscribers: readonly FeedSubscribers[], now: Date): History {
  const today = dayOf(now)
  const updated = subscribers.map(({ feedId, reported, today: uniqueClients }) => {
    const days = history[feedId] ?? {}
    const count = Math.max(days[today] ?? 0, reported + uniqueClients)
    const kept = Object.entries({ ...days, [today]: count }).slice(-DAYS)
    return [feedId, Object.fromEntries(kept)] as const
  })
  const oldest = dayOf(new Date(now.getTime() - DAYS * DAY))
  const lasting = Object.entries(history).filter(([, days]) => (Object.keys(days).at(-1) ?? '') >= oldest)
  return Object.fromEntries([...lasting, ...updated])
}

/** A day that is not over yet has counted but some of its pollers: now are as many as yesterday at least. */
function estimatesOf(days: Readonly<Record<string, number>>, now: Date): Omit<Subscribers, 'feed'> {
  const [today, yesterday] = [dayOf(now), dayOf(new Date(now.getTime() - DAY))]
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
