import type { BucketUrl } from '../text/parse-bucket-url.ts'
import { createFileSystemStore } from './file-system/file-system-store.ts'
import type { PublicationStore } from './store.ts'

export interface StoreSettings {
  outDir: string
  /** The address of the S3 service; undefined for AWS. */
  s3Endpoint?: string | undefined
  /** Whether the bucket is in the path of URLs, and not in the host name. */
  s3ForcePathStyle: boolean
}

export interface StoreOptions {
  /** The PID of this process. */
  pid: number
  now: () => Date
  /** Ends requests to a bucket, also later ones. */
  signal?: AbortSignal | undefined
}

/**
 * Opens the store in a bucket or, without one, in `outDir`.
 *
 * Loads the S3 client only if it is used, because that takes as long as a small run.
 */
export async function openStore(
  bucket: BucketUrl | undefined,
  settings: StoreSettings,
  options: StoreOptions,
): Promise<PublicationStore> {
  if (!bucket) return createFileSystemStore(settings.outDir, options)
  const { openS3Store } = await import('./s3/open-s3-store.ts')
  return openS3Store(bucket, settings, options)
}
