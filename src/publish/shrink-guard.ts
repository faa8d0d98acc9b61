import { FeedmillError } from '../errors.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Manifest } from './manifest.ts'

/** A smaller feed may lose any number of articles. */
const MIN_GUARDED_SIZE = 10

/** For how long the size of a feed counts: otherwise it could lose half of its articles with each run. */
const MEMORY_MS = 30 * 86_400_000

/**
 * Refuses a publication that would lose many articles, as when the content folder is not mounted: all of them, or more than
 * `maxShrinkPercent` of the most that all feeds, or one that had 10 or more, had within a month. Retired topics are exempt.
 * Articles that are replaced by others count as lost too, as when another folder is mounted.
 *
 * @param options.diagnostics of the corpus, which may be the cause
 * @returns the refusal, if any
 */
export function checkShrinkage(
  previous: Manifest | undefined,
  next: Pick<Manifest, 'feeds' | 'articles' | 'moved' | 'retired'>,
  { maxShrinkPercent, diagnostics, now }: { maxShrinkPercent: number; diagnostics: readonly Diagnostic[]; now: Date },
): FeedmillError | undefined {
  const feeds = new Map(Object.entries(next.feeds))
  const moved = new Map(Object.entries(next.moved))
  const shrunk = Object.entries(previous?.feeds ?? {}).flatMap(([id, current]) => {
    const before = Math.max(current, peakOf(previous, id, now)?.articles ?? 0)
    const after = feeds.get(moved.get(id) ?? id) ?? 0
    const isAll = id === 'all' && after === 0
    const isMany = (before - after) * 100 > maxShrinkPercent * before && (id === 'all' || before >= MIN_GUARDED_SIZE)
    return after < current && (isAll || isMany) && !next.retired.includes(id)
      ? [`"${id}" from ${before} to ${after}`]
      : []
  })
  const { length: all } = Object.keys(previous?.articles ?? {})
  const lost = previous && shrunk.length === 0 ? countLost(previous.articles, next.articles) : 0
  if (all >= MIN_GUARDED_SIZE && lost * 100 > maxShrinkPercent * all) {
    shrunk.push(`${lost} of ${all} articles, replaced by others`)
  }
  if (shrunk.length === 0) return undefined
  return new FeedmillError(
    'publication-refused',
    `too many articles would be removed at once: ${shrunk.join(', ')} (MAX_SHRINK_PERCENT is ${maxShrinkPercent})`,
    'Check that CONTENT_DIR contains all articles. For another folder, use another OUT_DIR. If the loss is intended, run "feedmill generate --force" once.',
    { diagnostics },
  )
}

/**
 * The peaks of the next publication.
 *
 * @param isForced whether a loss is intended, so that what was before does not count
 */
export function planPeaks(
  feeds: Manifest['feeds'],
  previous: Manifest | undefined,
  { now, isForced }: { now: Date; isForced: boolean },
): Manifest['peaks'] {
  if (!previous || isForced) return undefined
  const after = new Map(Object.entries(feeds))
  const peaks = Object.entries(previous.feeds).flatMap(([id, articles]) => {
    const peak = peakOf(previous, id, now) ?? { articles, at: now.toISOString() }
    return peak.articles > (after.get(id) ?? 0) ? [[id, peak] as const] : []
  })
  return peaks.length > 0 ? Object.fromEntries(peaks) : undefined
}

function peakOf(manifest: Manifest | undefined, id: string, now: Date) {
  const { peaks = {} } = manifest ?? {}
  const peak = Object.hasOwn(peaks, id) ? peaks[id] : undefined
  return peak && now.getTime() - Date.parse(peak.at) < MEMORY_MS ? peak : undefined
}

/** Counts articles that would no longer be published, by file or by id. */
function countLost(before: Manifest['articles'], after: Manifest['articles']): number {
  const missing = Object.entries(before).filter(([file]) => !Object.hasOwn(after, file))
  if (missing.length === 0) return 0
  const ids = new Set(Object.values(after).map(({ id }) => id))
  return missing.filter(([, { id }]) => !ids.has(id)).length
}
