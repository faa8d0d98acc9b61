import type { Config } from '../config.ts'
import { messageOf } from '../errors.ts'
import { refreshInterval } from './refresh-interval.ts'
import type { RunOptions } from './run-plan.ts'
import type { RunReport } from './run-report.ts'

/** Brings the static site up to date, if there is one. If that fails, what was published stays, and the next run tries again. */
export async function completeSite(
  { regenerateCron, websubHubs }: Config,
  { store, signal }: RunOptions,
): Promise<Pick<RunReport, 'recovered' | 'unfinished'>> {
  const options = { interval: refreshInterval(regenerateCron), isAnnounced: websubHubs.length > 0 }
  try {
    const site = await store.publishSite?.(options, signal)
    return {
      recovered: site?.wasUnfinished ? ['static site that another publisher left unfinished'] : [],
      unfinished: [],
    }
  } catch (error) {
    signal?.throwIfAborted()
    return {
      recovered: [],
      unfinished: [`the static site is not up to date, and the next run completes it: ${messageOf(error)}`],
    }
  }
}
