import { formatMixQuery } from '../../feeds/mix/format-mix-query.ts'
import type { MixQuery } from '../../feeds/mix/mix-query.ts'
import { describeLength, parseMixQuery } from '../../feeds/mix/parse-mix-query.ts'
import { periodAt } from '../../feeds/mix/period-at.ts'
import { resolveTopics } from '../../feeds/mix/resolve-topics.ts'
import type { Lifetime } from '../../site/cache-control.ts'
import type { Generation } from '../load-generation.ts'
import type { MixIndex } from './load-mix-index.ts'

/** A mix as it was asked for. */
export interface Mix {
  /** Its canonical query, without a question mark. */
  canonical: string
  /** What it is about. */
  query: MixQuery
  /** What it selects: the query with `any` of the topics that are not retired. */
  selection: MixQuery
}

/** A mix, or why there is none, as a status and a sentence. */
export type ResolvedRequest =
  | {
      mix: Mix
      /** Set if the query is not the canonical one: permanently moved with a topic (301), or another spelling (308). */
      redirect: 301 | 308 | undefined
    }
  | { status: 400 | 410; problem: string }

/** Resolves the query of a request for a mix. @param search without the question mark */
export function resolveMix(search: string, { topics = {}, moved, retired, vanished }: Generation): ResolvedRequest {
  const parsed = parseMixQuery(search)
  if ('problem' in parsed) return { status: 400, ...parsed }
  const resolved = resolveTopics(parsed.query, { topics, moved, retired, vanished })
  if (resolved === 'retired') return { status: 410, problem: 'This mix needs a topic that has been retired.' }
  if ('problem' in resolved) return { status: 400, ...resolved }
  const canonical = formatMixQuery(resolved.query)
  const tooLong = describeLength(canonical)
  if (tooLong !== undefined) return { status: 400, problem: tooLong }
  const hasMoved = canonical !== formatMixQuery(parsed.query)
  const redirect = canonical === search ? undefined : hasMoved ? 301 : 308
  return { mix: { canonical, ...resolved }, redirect }
}

/** How long a problem may be remembered: any run may publish a topic that is unknown, a retired one stays so. */
export function lifetimeOfProblem({ status }: { status: 400 | 410 }): Lifetime {
  return status === 410 ? 'current' : 'missing'
}

/** The key of what is made of a mix in a generation: another one when another period of its digest begins. */
export function keyOfMix(
  { canonical, selection: { digest } }: Mix,
  { kind, index, now }: { kind: string; index: MixIndex; now: Date },
): string {
  const running = digest ? periodAt(now.getTime(), digest, index.site.timeZone).date : ''
  return [kind, running, canonical].join(' ')
}
