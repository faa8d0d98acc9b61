import type { BucketUrl } from '../../text/parse-bucket-url.ts'
import type { StoreSettings } from '../open-store.ts'
import { openBucketAt } from './open-s3-store.ts'
import { probeBucket } from './probe.ts'
import { rememberProbe } from './probe-once.ts'

/**
 * Probes a bucket, whether or not that was done before.
 *
 * @returns the result in words
 * @throws FeedmillError `bucket-unsafe`, `bucket-unavailable`
 */
export async function checkBucket(
  url: BucketUrl,
  settings: Pick<StoreSettings, 's3Endpoint' | 's3ForcePathStyle'>,
): Promise<string> {
  const bucket = await openBucketAt(url, settings)
  const probed = await probeBucket(bucket)
  await rememberProbe(bucket, probed)
  const leases = {
    quoted: 'Leases are safe, too.',
    unquoted: 'It takes If-Match only without quotes, which Feedmill does.',
    none: 'It does not honour If-Match, so publishers may work at the same time; what they publish is safe.',
  }
  return `"${bucket.name}" keeps publishers apart: each time, exactly one of several writers created an object. ${leases[probed.etagForm ?? 'none']}`
}
