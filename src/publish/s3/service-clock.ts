import type { Bucket } from './bucket.ts'
import { keys, privateHeaders } from './keys.ts'

/** How far the clocks may drift until they are compared again. */
const COMPARE_MS = 3_600_000

/**
 * The time of the service, which dates all objects: the clock of this machine may be wrong.
 *
 * @param clock a monotonic clock, in milliseconds
 */
export function createServiceClock(bucket: Bucket, clock: () => number): () => Promise<number> {
  let compared: Promise<{ at: number; time: number }> | undefined
  let comparedAt = 0
  const compare = async () => {
    await bucket.put(keys.state('clock'), Buffer.from('{}\n'), privateHeaders.json)
    const time = (await bucket.head(keys.state('clock')))?.modified.getTime() ?? 0
    return { at: clock(), time }
  }
  return async () => {
    if (!compared || clock() - comparedAt > COMPARE_MS) {
      comparedAt = clock()
      compared = compare().catch((error: unknown) => {
        compared = undefined
        throw error
      })
    }
    const { at, time } = await compared
    return time + clock() - at
  }
}
