const MAX_BYTES = 200

/** Words used in Feedmill's own URLs; `all` is the feed of all articles. */
const RESERVED = new Set([
  'all',
  'archive',
  'articles',
  'feeds',
  'healthz',
  'index',
  'mix',
  'opml',
  'readyz',
  'status',
  'topics',
])

/**
 * The slug of a name, for URLs and file names: lower-case letters and digits of any script, joined by hyphens
 * (`Machine Learning` → `machine-learning`).
 *
 * @returns undefined if nothing is left, or if the slug is too long for a file system
 */
export function slugOf(name: string): string | undefined {
  const slug = name
    .toLowerCase()
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
  return slug !== '' && Buffer.byteLength(slug) <= MAX_BYTES ? slug : undefined
}

/** Whether Feedmill's own URLs use the slug, so that no topic can have it. */
export function isReserved(slug: string): boolean {
  return RESERVED.has(slug)
}

/**
 * The key of a topic's name: equal for spellings that differ only in case, Unicode composition, or what separates the words:
 * blanks, hyphens, underscores and slashes (`Web Dev`, `web-dev`). Names with equal keys have equal slugs; not the other way
 * round, because a slug loses characters that matter (`C#`, `C++`).
 */
export function topicKey(name: string): string {
  const cached = cachedKeys.get(name)
  if (cached !== undefined) return cached
  const key = name
    .toLowerCase()
    .normalize('NFC')
    .replace(/[\s\p{Pd}_/]+/gu, ' ')
    .trim()
  if (cachedKeys.size >= MAX_CACHED_KEYS) cachedKeys.clear()
  cachedKeys.set(name, key)
  return key
}

/** Every article asks for keys, and there are few names. */
const cachedKeys = new Map<string, string>()
const MAX_CACHED_KEYS = 10_000
