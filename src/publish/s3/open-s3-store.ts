import type { BucketUrl } from '../../text/parse-bucket-url.ts'
import type { StoreOptions, StoreSettings } from '../open-store.ts'
import type { PublicationStore } from '../store.ts'
import { type Bucket, openBucket } from './bucket.ts'
import { createS3Store } from './s3-store.ts'

type S3Settings = Pick<StoreSettings, 's3Endpoint' | 's3ForcePathStyle'>

/** Opens the store in a bucket. */
export async function openS3Store(
  url: BucketUrl,
  settings: S3Settings,
  { pid, signal }: Pick<StoreOptions, 'pid' | 'signal'>,
): Promise<PublicationStore> {
  return createS3Store(await openBucketAt(url, settings, signal), { pid, layout: url.layout })
}

/** Opens the bucket of a URL such as `s3://bucket/prefix`. */
export function openBucketAt(
  { bucket, prefix }: BucketUrl,
  settings: S3Settings,
  signal?: AbortSignal,
): Promise<Bucket> {
  return openBucket({
    ...{ bucket, prefix },
    endpoint: settings.s3Endpoint,
    forcePathStyle: settings.s3ForcePathStyle,
    signal,
  })
}
