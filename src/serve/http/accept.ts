import Negotiator from 'negotiator'
import { extensions } from '../../site/urls.ts'

/** What a client may name in `Accept`, and what it gets; the first is the default. */
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

/** Longer headers, in characters, are ignored. */
const MAX_LENGTH = 2000

/** The extension of a feed's document, or `html` for the page that shows it. */
export type Negotiated = (typeof types)[keyof typeof types]

/**
 * Chooses the format of a feed that is requested without an extension (RFC 9110 §12.5.1).
 *
 * Feeds come before HTML: a client that names any type of feed is a reader, though it may accept HTML too. RSS is for clients
 * that accept anything, and for those that accept nothing on offer.
 */
export function negotiateFormat(accept: string | undefined): Negotiated {
  const isReasonable = (accept?.length ?? 0) <= MAX_LENGTH
  const negotiator = new Negotiator({ headers: { accept: isReasonable ? accept?.toLowerCase() : undefined } })
  const feedType = negotiator.mediaTypes().find((type) => Object.hasOwn(feedTypes, type))
  const chosen = feedType ?? negotiator.mediaType(Object.keys(types)) ?? 'application/rss+xml'
  return types[chosen as keyof typeof types]
}
