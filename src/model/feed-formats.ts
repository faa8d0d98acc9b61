/** The formats of a feed: what people call them, and how their documents are labelled. */
export const feedFormats = [
  { id: 'rss', name: 'RSS', extension: 'xml', mediaType: 'application/rss+xml' },
  { id: 'atom', name: 'Atom', extension: 'atom', mediaType: 'application/atom+xml' },
  { id: 'json', name: 'JSON', extension: 'json', mediaType: 'application/feed+json' },
] as const

export type FeedFormat = (typeof feedFormats)[number]

export type FormatId = FeedFormat['id']

/** The same value for every format. */
export function forEachFormat<Value>(toValue: (format: FeedFormat) => Value): Record<FormatId, Value> {
  return Object.fromEntries(feedFormats.map((format) => [format.id, toValue(format)])) as Record<FormatId, Value>
}

/** The extensions of documents, by format. */
export const extensions = forEachFormat(({ extension }) => extension)
