const MAX_BYTES = 200

/** Words that Feedmill uses in URLs itself, and the feed of every article. */
const RESERVED = new Set([
  'all',
  'archive',
  'articles',
  'feeds',
  'healthz',
  'index',
  'opml',
  'readyz',
  'status',
  'topics',
])

/**
 * A name as it stands in URLs and file names: lower-case letters and digits of any script, joined by hyphens
 * (`Machine Learning` → `machine-learning`).
 *
 * @returns undefined where nothing is left, or more than a file system allows
 */
export function slugOf(name: string): string | undefined {
  const slug = name
    .toLowerCase()
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
  return slug !== '' && Buffer.byteLength(slug) <= MAX_BYTES ? slug : undefined
}

/** Whether Feedmill uses the word itself, so that no topic can have it. */
export function isReserved(slug: string): boolean {
  return RESERVED.has(slug)
}

/** What makes two spellings of a topic's name the same topic: case, spacing and Unicode composition do not count. */
export function topicKey(name: string): string {
  const known = keys.get(name)
  if (known !== undefined) return known
  const key = name.toLowerCase().normalize('NFC').replace(/\s+/gu, ' ').trim()
  if (keys.size >= MOST_KEYS) keys.clear()
  keys.set(name, key)
  return key
}

/** The keys of names that were asked for: every article asks, and there are few names. */
const keys = new Map<string, string>()
const MOST_KEYS = 10_000
