import type { Diagnostic } from '../../model/diagnostic.ts'
import { checkAnswered, checkReaders } from './checks/answered.ts'
import { checkCaching, checkCors } from './checks/caching.ts'
import { checkCodings } from './checks/codings.ts'
import { checkConditional } from './checks/conditional.ts'
import { checkHead } from './checks/head.ts'
import { checkDocument, checkIds } from './checks/items.ts'
import { checkArchive, checkHubs, checkSelfLink } from './checks/links.ts'
import { checkMediaType } from './checks/media-type.ts'
import { checkAddresses, checkReachable } from './checks/reachable.ts'
import { checkInsecure, checkRedirects } from './checks/redirects.ts'
import { checkValidators } from './checks/validators.ts'
import type { FeedVisit, Visit } from './visit.ts'

/** Checks of any answer, in the order in which a reader meets what they find. */
const visitChecks: readonly ((visit: Visit) => Diagnostic[])[] = [
  checkReachable,
  checkAddresses,
  checkRedirects,
  checkInsecure,
  checkAnswered,
  checkReaders,
]

/** Checks of a feed. */
const feedChecks: readonly ((feed: FeedVisit, visit: Visit) => Diagnostic[])[] = [
  checkCodings,
  checkMediaType,
  checkValidators,
  checkConditional,
  checkHead,
  checkCaching,
  checkCors,
  checkSelfLink,
  checkHubs,
  checkArchive,
  checkDocument,
  checkIds,
]

/** All that is wrong in the answers to a reader. */
export function checkVisit(visit: Visit): Diagnostic[] {
  const { feed } = visit
  return [
    ...visitChecks.flatMap((check) => check(visit)),
    ...(feed ? feedChecks.flatMap((check) => check(feed, visit)) : []),
  ]
}
