import { randomUUID } from 'node:crypto'
import { createLinearCounter, type LinearCounter } from './linear-counter.ts'
import { readerName, reportedSubscribers } from './user-agent.ts'

const DAY_MS = 86_400_000

/** How long the report of an aggregator is valid. */
const REPORT_LIFETIME_MS = 2 * DAY_MS

/** Limits the memory that fabricated reports can take. */
const MAX_REPORTS = 10_000

/** A request for a feed. */
interface Poll {
  feedId: string
  /** The requested document. */
  path: string
  userAgent: string
  /** The client's address; it is not stored. */
  address: string
}

/** The estimated subscribers of a feed. */
export interface FeedSubscribers {
  feedId: string
  /** Subscribers as reported by aggregators. */
  reported: number
  /** Unique clients that are not aggregators, today so far and yesterday (UTC). */
  today: number
  yesterday: number
}

/** Estimates the number of subscribers of each feed. */
export interface SubscriberCounter {
  count: (poll: Poll) => void
  /** The requested feeds, ordered by id. */
  feeds: () => FeedSubscribers[]
}

interface Day {
  number: number
  salt: string
  uniqueClients: Map<string, LinearCounter>
}

/**
 * Counts subscribers as reported in the user agents of aggregators, and unique clients per day by address and user agent.
 * Of the latter, only bits of a salted hash are stored; the salt is discarded with the day.
 */
export function createSubscriberCounter(now: () => Date): SubscriberCounter {
  const reports = new Map<string, { feedId: string; count: number; until: number }>()
  let today = newDay(0)
  let yesterday = newDay(0)

  const advanceDay = (): void => {
    const number = Math.floor(now().getTime() / DAY_MS)
    if (number === today.number) return
    yesterday = number === today.number + 1 ? today : newDay(number - 1)
    today = newDay(number)
    for (const [key, { until }] of reports) if (until < now().getTime()) reports.delete(key)
  }
  return {
    count: ({ feedId, path, userAgent, address }) => {
      advanceDay()
      const count = reportedSubscribers(userAgent)
      if (count === undefined) {
        const counter = today.uniqueClients.get(feedId) ?? createLinearCounter(today.salt)
        today.uniqueClients.set(feedId, counter)
        counter.add(`${address}\n${userAgent}`)
        return
      }
      const key = `${readerName(userAgent)}\n${path}`
      if (reports.has(key) || reports.size < MAX_REPORTS) {
        reports.set(key, { feedId, count, until: now().getTime() + REPORT_LIFETIME_MS })
      }
    },
    feeds: () => {
      advanceDay()
      const reported = new Map<string, number>()
      for (const { feedId, count, until } of reports.values()) {
        if (until >= now().getTime()) reported.set(feedId, (reported.get(feedId) ?? 0) + count)
      }
      const ids = new Set([...reported.keys(), ...today.uniqueClients.keys(), ...yesterday.uniqueClients.keys()])
      return [...ids].sort().map((feedId) => ({
        feedId,
        reported: reported.get(feedId) ?? 0,
        today: today.uniqueClients.get(feedId)?.estimate() ?? 0,
        yesterday: yesterday.uniqueClients.get(feedId)?.estimate() ?? 0,
      }))
    },
  }
}

function newDay(number: number): Day {
  return { number, salt: randomUUID(), uniqueClients: new Map() }
}
