import Negotiator from 'negotiator'
import { extensions } from '../../site/urls.ts'

/** What a client may name in `Accept`, and what it gets; the first is for those who take anything. */
const feedTypes = {
  'application/rss+xml': extensions.rss,
  'application/atom+xml': extensions.atom,
  'application/feed+json': extensions.json,
} as const
const types = {
  ...feedTypes,
  'application/xml': extensions.rss,
  'text/xml': extensions.rss,
  'application/json': extensions.json,
  'text/html': 'html',
} as const

/** What is longer than this, in characters, is not worth being understood. */
const LONGEST = 2000

/** The extension of a feed's document, or `html` for the page that shows it. */
export type Negotiated = (typeof types)[keyof typeof types]

/**
 * Chooses what a client gets that asks for a feed without naming a format (RFC 9110 §12.5.1).
 *
 * Feeds come before HTML: one that names any type of feed is a reader, though it may take HTML too. RSS is for those who
 * accept anything, and for those who accept nothing that there is.
 */
export function negotiateFormat(accept: string | undefined): Negotiated {
  const isReasonable = (accept?.length ?? 0) <= LONGEST
  const negotiator = new Negotiator({ headers: { accept: isReasonable ? accept?.toLowerCase() : undefined } })
  const feedType = negotiator.mediaTypes().find((type) => Object.hasOwn(feedTypes, type))
  const chosen = feedType ?? negotiator.mediaType(Object.keys(types)) ?? 'application/rss+xml'
  return types[chosen as keyof typeof types]
}
