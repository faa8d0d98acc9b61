import type { IncomingMessage, ServerResponse } from 'node:http'
import { feedFormats } from '../model/feed-formats.ts'
import { parseFeedPath } from '../site/urls.ts'
import type { RequestObserver } from './observe-requests.ts'
import { createSubscriberCounter, type FeedSubscribers } from './subscribers.ts'
import { readerName } from './user-agent.ts'

/** Further readers are counted as `others`. */
const MAX_READERS = 200

/** The requests since the start. */
interface TrafficReport {
  requests: { format: string; status: number; count: number }[]
  /** Requests for feeds by client program, the most active first. */
  readers: { reader: string; count: number }[]
  feeds: FeedSubscribers[]
}

export interface Traffic {
  /** Counts a request. */
  observe: RequestObserver
  /** Records which published document a response contains. */
  noteDocument: (response: ServerResponse, path: string) => void
  report: () => TrafficReport
}

/**
 * Counts requests, readers and subscribers without storing addresses.
 *
 * @param addressOf the address of a request's client, asked while it is connected
 */
export function createTraffic(addressOf: (request: IncomingMessage) => string, now: () => Date): Traffic {
  const requests = new Map<string, number>()
  const readers = new Map<string, number>()
  const subscribers = createSubscriberCounter(now)
  const documents = new WeakMap<ServerResponse, { path: string; address: string }>()
  const observe: RequestObserver = ({ request, response }) => {
    const { path, address = '' } = documents.get(response) ?? {}
    const feed = path === undefined ? undefined : parseFeedPath(path)
    increment(requests, `${formatOf(path, feed)} ${response.statusCode}`)
    if (path === undefined || !feed || feed.page !== undefined) return
    const userAgent = request.headers['user-agent'] ?? ''
    const reader = readerName(userAgent)
    increment(readers, readers.has(reader) || readers.size < MAX_READERS ? reader : 'others')
    subscribers.count({ feedId: feed.feedId, path, userAgent, address })
  }
  return {
    observe,
    noteDocument: (response, path) => void documents.set(response, { path, address: addressOf(response.req) }),
    report: () => ({
      requests: [...requests].map(([key, count]) => {
        const [format = '', status] = key.split(' ')
        return { format, status: Number(status), count }
      }),
      readers: [...readers].map(([reader, count]) => ({ reader, count })).sort((a, b) => b.count - a.count),
      feeds: subscribers.feeds(),
    }),
  }
}

/** The kind of document in a response: a format, an archive page in that format, another published file, or none. */
function formatOf(path: string | undefined, feed: ReturnType<typeof parseFeedPath>): string {
  if (path === undefined) return 'none'
  if (!feed) return path.endsWith('.html') ? 'page' : 'other'
  const format = feedFormats.find(({ extension }) => extension === feed.extension)?.id ?? 'other'
  return feed.page === undefined ? format : `${format}-archive`
}

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
