import { FeedmillError } from '../errors.ts'
import type { BucketUrl } from '../text/parse-bucket-url.ts'
import type { StoreSettings } from './open-store.ts'

/**
 * Checks whether a bucket keeps publishers apart.
 *
 * @returns the result in words
 * @throws FeedmillError `config-invalid` without a bucket, `bucket-unsafe`, `bucket-unavailable`
 */
export async function checkStore(bucket: BucketUrl | undefined, settings: StoreSettings): Promise<string> {
  if (!bucket) {
    const hint = 'Set it to a bucket, such as s3://bucket/prefix.'
    throw new FeedmillError('config-invalid', 'PUBLISH_TO is not set, so there is no bucket to check', hint)
  }
  const { checkBucket } = await import('./s3/check-bucket.ts')
  return checkBucket(bucket, settings)
}
