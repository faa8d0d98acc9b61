import { randomUUID } from 'node:crypto'
import { createLinearCounter, type LinearCounter } from './linear-counter.ts'
import { readerName, reportedSubscribers } from './user-agent.ts'

const DAY = 86_400_000

/** How long what an aggregator reported counts, in milliseconds. */
const REPORTED_FOR = 2 * DAY

/** How many reports there are at most, so that nobody can fill the memory with invented ones. */
const MOST_REPORTS = 10_000

/** One request for a feed. */
interface Poll {
  feedId: string
  /** The document that was asked for. */
  path: string
  userAgent: string
  /** Where it came from; it is not kept. */
  address: string
}

/** Who follows a feed, as far as it can be known. */
export interface FeedSubscribers {
  feedId: string
  /** Subscribers that aggregators report. */
  reported: number
  /** Different programs that asked for it themselves, today so far and yesterday (UTC). */
  today: number
  yesterday: number
}

/** Estimates how many subscribers each feed has. */
export interface SubscriberCounter {
  count: (poll: Poll) => void
  /** For each feed that was asked for, in order of id. */
  feeds: () => FeedSubscribers[]
}

interface Day {
  number: number
  salt: string
  uniqueClients: Map<string, LinearCounter>
}

/**
 * Counts subscribers: those that aggregators report in their user agents, and distinct pollers of a day, told apart by
 * address and user agent, of which only bits of a salted hash are kept; the salt is thrown away with the day.
 */
export function createSubscriberCounter(now: () => Date): SubscriberCounter {
  const reports = new Map<string, { feedId: string; count: number; until: number }>()
  let today = newDay(0)
  let yesterday = newDay(0)

  const turn = (): void => {
    const number = Math.floor(now().getTime() / DAY)
    if (number === today.number) return
    yesterday = number === today.number + 1 ? today : newDay(number - 1)
    today = newDay(number)
    for (const [key, { until }] of reports) if (until < now().getTime()) reports.delete(key)
  }
  return {
    count: ({ feedId, path, userAgent, address }) => {
      turn()
      const count = reportedSubscribers(userAgent)
      if (count === undefined) {
        const counter = today.uniqueClients.get(feedId) ?? createLinearCounter(today.salt)
        today.uniqueClients.set(feedId, counter)
        counter.add(`${address}\n${userAgent}`)
        return
      }
      const key = `${readerName(userAgent)}\n${path}`
      if (reports.has(key) || reports.size < MOST_REPORTS) {
        reports.set(key, { feedId, count, until: now().getTime() + REPORTED_FOR })
      }
    },
    feeds: () => {
      turn()
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
