import Negotiator from 'negotiator'
import { extensions, feedFormats } from '../../model/feed-formats.ts'

/** What a client may name in `Accept`, and what it gets; the first is the default. */
const feedTypes: Readonly<Record<string, string>> = Object.fromEntries(
  feedFormats.map(({ mediaType, extension }) => [mediaType, extension]),
)
const types: Readonly<Record<string, string>> = {
  ...feedTypes,
  'application/xml': extensions.rss,
  'text/xml': extensions.rss,
  'application/json': extensions.json,
  'text/html': 'html',
}

/** Longer headers, in characters, are ignored. */
const MAX_LENGTH = 2000

/**
 * Chooses the format of a feed that is requested without an extension (RFC 9110 §12.5.1).
 *
 * Feeds come before HTML: a client that names any type of feed is a reader, though it may accept HTML too. RSS is for clients
 * that accept anything as much as HTML, and for those that accept nothing on offer.
 *
 * @returns the extension of a feed's document, or `html` for the page that shows it
 */
export function negotiateFormat(accept: string | undefined): string {
  const isReasonable = (accept?.length ?? 0) <= MAX_LENGTH
  const negotiator = new Negotiator({ headers: { accept: isReasonable ? accept?.toLowerCase() : undefined } })
  const feedType = negotiator.mediaTypes().find((type) => Object.hasOwn(feedTypes, type))
  const chosen = feedType ?? negotiator.mediaType(Object.keys(types)) ?? ''
  if (chosen === 'text/html' && !prefersHtml(accept)) return extensions.rss
  return types[chosen] ?? extensions.rss
}

/** Whether HTML is wanted more than anything else, as by browsers: one that takes anything as gladly takes a feed. */
function prefersHtml(accept = ''): boolean {
  const qualities = new Map<string, number>()
  for (const range of accept.toLowerCase().split(',')) {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim())
    const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1'
    qualities.set(type, Number(quality))
  }
  const html = qualities.get('text/html') ?? 0
  return ['*/*', 'application/*'].every((range) => html > (qualities.get(range) ?? 0))
}
