import { hash } from 'node:crypto'
import type { Feed, FeedPage } from '../model/feed.ts'

/** Changes when anything changes that the documents of a page of a feed contain. */
export function fingerprintOfPage(feed: Feed, { name, previous, next, fingerprint }: FeedPage): string {
  const inputs = [feed.topic, feed.podcast?.guid, name, previous, next, fingerprint]
  return hash('sha256', JSON.stringify(inputs), 'base64')
}
