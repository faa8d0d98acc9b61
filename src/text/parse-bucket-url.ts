/** A place in an S3-compatible bucket. */
export interface BucketUrl {
  bucket: string
  /** What the keys of all objects start with: empty, or with a slash at its end. */
  prefix: string
  /** Whether documents are also written at stable paths, as a static site. */
  layout?: 'site'
}

const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/

/** Parses a URL such as `s3://bucket/prefix` or `s3://bucket/prefix?layout=site`; undefined if it is none. */
export function parseBucketUrl(text: string): BucketUrl | undefined {
  const [, bucket = '', path = '', query] = /^s3:\/\/([^/?#]+)(?:\/([^?#]*))?(\?layout=site)?$/.exec(text) ?? []
  const names = path.split('/').filter((name) => name !== '')
  const isPlain = names.every((name) => /^[\w.~-]+$/.test(name) && !/^\.+$/.test(name))
  if (!BUCKET.test(bucket) || !isPlain) return undefined
  return { bucket, prefix: names.map((name) => `${name}/`).join(''), ...(query && { layout: 'site' as const }) }
}

/** The name of a bucket and prefix, such as `s3://bucket/prefix`. */
export function formatBucketUrl({ bucket, prefix }: BucketUrl): string {
  return `s3://${bucket}/${prefix}`.replace(/\/$/, '')
}
