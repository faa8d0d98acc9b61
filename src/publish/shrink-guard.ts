import { FeedmillError } from '../errors.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import type { Manifest } from './manifest.ts'

/** A feed with fewer articles may lose any number of them. */
const SMALL_FEED = 10

/**
 * Holds back a publication that loses many articles at once, as when the folder of articles is not mounted: all of
 * them, or more than `maxShrinkPercent` of them or of any feed that had 10 or more. Retired topics are meant to go. Articles
 * that are exchanged for others are lost too, as when another folder is mounted.
 *
 * @param problems what was found in the corpus, which may well be the cause
 * @returns the refusal, or undefined where nothing speaks against it
 */
export function checkShrinkage(
  previous: Manifest | undefined,
  next: Pick<Manifest, 'feeds' | 'articles' | 'moved' | 'retired'>,
  { maxShrinkPercent, diagnostics }: { maxShrinkPercent: number; diagnostics: readonly Diagnostic[] },
): FeedmillError | undefined {
  const feeds = new Map(Object.entries(next.feeds))
  const moved = new Map(Object.entries(next.moved))
  const shrunk = Object.entries(previous?.feeds ?? {}).flatMap(([id, before]) => {
    const after = feeds.get(moved.get(id) ?? id) ?? 0
    const isAll = id === 'all' && after === 0
    const isMany = (before - after) * 100 > maxShrinkPercent * before && (id === 'all' || before >= SMALL_FEED)
    return before > 0 && (isAll || isMany) && !next.retired.includes(id) ? [`"${id}" from ${before} to ${after}`] : []
  })
  const { length: all } = Object.keys(previous?.articles ?? {})
  const lost = previous && shrunk.length === 0 ? countLost(previous.articles, next.articles) : 0
  if (all >= SMALL_FEED && lost * 100 > maxShrinkPercent * all) {
    shrunk.push(`${lost} of ${all} articles, though others would take their places`)
  }
  if (shrunk.length === 0) return undefined
  return new FeedmillError(
    'publication-refused',
    `too many articles would be lost at once: ${shrunk.join(', ')} (MAX_SHRINK_PERCENT is ${maxShrinkPercent})`,
    'See that CONTENT_DIR holds all articles. If the loss is meant, run "feedmill generate --force" once.',
    { diagnostics },
  )
}

/** How many articles would be published no more, neither from their files nor under their ids. */
function countLost(before: Manifest['articles'], after: Manifest['articles']): number {
  const gone = Object.entries(before).filter(([file]) => !Object.hasOwn(after, file))
  if (gone.length === 0) return 0
  const ids = new Set(Object.values(after).map(({ id }) => id))
  return gone.filter(([, { id }]) => !ids.has(id)).length
}
