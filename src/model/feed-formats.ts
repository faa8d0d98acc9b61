/** The feed formats: name, file extension and media type. */
export const feedFormats = [
  { id: 'rss', name: 'RSS', extension: 'xml', mediaType: 'application/rss+xml' },
  { id: 'atom', name: 'Atom', extension: 'atom', mediaType: 'application/atom+xml' },
  { id: 'json', name: 'JSON', extension: 'json', mediaType: 'application/feed+json' },
] as const

export type FeedFormat = (typeof feedFormats)[number]

export type FormatId = FeedFormat['id']

/** A value for each format. */
export function forEachFormat<Value>(toValue: (format: FeedFormat) => Value): Record<FormatId, Value> {
  return Object.fromEntries(feedFormats.map((format) => [format.id, toValue(format)])) as Record<FormatId, Value>
}

/** The file extension of each format. */
export const extensions = forEachFormat(({ extension }) => extension)
