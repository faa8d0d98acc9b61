/** The names of objects, relative to the prefix. */
export const keys = {
  /** A hint at the newest generation, which saves listing them. */
  latest: 'latest.json',
  generations: 'generations/',
  generation: (number: number) => `generations/${String(number).padStart(8, '0')}.json`,
  manifests: 'manifests/',
  manifest: (sha256: string) => `manifests/${sha256}.json.gz`,
  objects: 'objects/',
  object: (sha256: string) => `objects/${sha256}`,
  state: (name: string) => `state/${name}.json`,
  /** A document at its stable path. */
  site: (path: string) => `site/${path}`,
  /** The paths that the last publication of the site changed. */
  invalidation: 'invalidation.json',
  lease: (name: string) => `state/lease-${name}.json`,
} as const

/** What only Feedmill reads: it may change at any time, or never. */
export const privateHeaders = {
  json: { contentType: 'application/json', cacheControl: 'private, no-cache' },
  manifest: { contentType: 'application/gzip', cacheControl: 'private, max-age=31536000, immutable' },
} as const
