import { isMedia, isSubscription } from './urls.ts'

const DAY = 86_400

/**
 * How long a response may be used: hubs fetch what is `announced` as soon as it changes, `settled` is an archive page that is
 * full, `hashed` has its content's hash in its name, `missing` is the answer where there is nothing.
 */
export type Lifetime = 'current' | 'announced' | 'settled' | 'hashed' | 'missing'

/**
 * `Cache-Control` (RFC 9111 §5.2, RFC 5861, RFC 8246). A copy may be used until the next run, a
 * little longer while it is revalidated, and for a day while the server cannot be reached. What is announced to hubs must not
 * come from the memory of a shared cache, or the hub would get the version that it has. Any run may publish what is missing.
 *
 * @param interval seconds between two runs
 */
export function cacheControl(lifetime: Lifetime, interval: number): string {
  switch (lifetime) {
    case 'current':
      return `public, max-age=${interval}, stale-while-revalidate=${interval}, stale-if-error=${DAY}`
    case 'announced':
      return `public, max-age=${interval}, s-maxage=0, stale-if-error=${DAY}`
    case 'settled':
      return `public, max-age=${DAY}, stale-while-revalidate=${DAY}, stale-if-error=${7 * DAY}`
    case 'hashed':
      return `public, max-age=${365 * DAY}, immutable`
    case 'missing':
      return 'public, max-age=60'
  }
}

/**
 * How long a document may be used.
 *
 * @param document.settled whether it is a page of a feed's history that is full
 * @param options.isAnnounced whether hubs are notified of changes
 */
export function lifetimeOf(
  { path, settled }: { path: string; settled?: true | undefined },
  { isAnnounced }: { isAnnounced: boolean },
): Lifetime {
  if (isAnnounced && isSubscription(path)) return 'announced'
  if (isMedia(path) || /\.[0-9a-f]{8,}\.(?:css|js)$/.test(path)) return 'hashed'
  return settled ? 'settled' : 'current'
}
