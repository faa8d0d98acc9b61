/** A place in an S3-compatible bucket. */
export interface BucketUrl {
  bucket: string
  /** What the keys of all objects start with: empty, or with a slash at its end. */
  prefix: string
}

const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/

/** Parses a URL such as `s3://bucket/prefix`; undefined if it is none. */
export function parseBucketUrl(text: string): BucketUrl | undefined {
  const [, bucket = '', path = ''] = /^s3:\/\/([^/?#]+)(?:\/([^?#]*))?$/.exec(text) ?? []
  const names = path.split('/').filter((name) => name !== '')
  const isPlain = names.every((name) => /^[\w.~-]+$/.test(name) && !/^\.+$/.test(name))
  return BUCKET.test(bucket) && isPlain ? { bucket, prefix: names.map((name) => `${name}/`).join('') } : undefined
}
