import { FeedmillError } from '../../errors.ts'
import type { Bucket } from './bucket.ts'

/** The error of an object that is lost or altered. */
export function damaged({ name }: Bucket, path: string, reason: string): FeedmillError {
  const hint =
    'No action needed: the next run of a publisher publishes it again. Nothing else may write to this prefix.'
  return new FeedmillError('publication-damaged', `"${path}" in "${name}" cannot be served: ${reason}`, hint)
}
