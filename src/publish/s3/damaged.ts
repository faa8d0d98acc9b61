import { FeedmillError } from '../../errors.ts'
import type { Bucket } from './bucket.ts'

/** The error of a document that is lost or altered. */
export function damaged({ name }: Bucket, path: string, reason: string): FeedmillError {
  const hint =
    'No action needed: the next run of a publisher publishes it again. Nothing else may write to this prefix.'
  return new FeedmillError('publication-damaged', `"${path}" in "${name}" cannot be served: ${reason}`, hint)
}

/** The error of a manifest, or of a part of it, that is lost or altered. Generations share most parts. */
export function damagedManifest({ name }: Bucket, key: string, reason: string): FeedmillError {
  const hint =
    'A publisher that is running sends it again within a day. Otherwise check with "feedmill check --feed <URL>" that the ids stay, then run "feedmill generate --force" once. Nothing else may write to this prefix.'
  return new FeedmillError('publication-damaged', `"${key}" in "${name}" cannot be read: ${reason}`, hint)
}
