import { FeedmillError, messageOf } from '../../errors.ts'

/** What a request was about. */
export interface Attempted {
  /** The name of the bucket and prefix. */
  name: string
  /** What could not be done, such as `read`. */
  action: string
  key: string
}

const RIGHTS = 'Give these credentials the rights listed in docs/bucket.md.'
const CREDENTIALS = 'Check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, the profile, or the role of this machine.'
const LATER = 'No action needed if this is temporary: the next run tries again. Check S3_ENDPOINT and the network.'

/** What is wrong and how to fix it, by the code of the service or of the connection. */
const REASONS: Record<string, readonly [reason: string, hint: string]> = {
  AccessDenied: ['access is denied', RIGHTS],
  Forbidden: ['access is denied', RIGHTS],
  NoSuchBucket: ['there is no such bucket', 'Create it, or fix PUBLISH_TO or SERVE_FROM, and S3_ENDPOINT.'],
  InvalidAccessKeyId: ['the access key is unknown there', CREDENTIALS],
  SignatureDoesNotMatch: ['the secret key is wrong', CREDENTIALS],
  ExpiredToken: ['the credentials have expired', 'Renew them, or use a role that renews them by itself.'],
  ExpiredTokenException: ['the credentials have expired', 'Renew them, or use a role that renews them by itself.'],
  CredentialsProviderError: ['there are no credentials', CREDENTIALS],
  RequestTimeTooSkewed: ['the clock of this machine is wrong', 'Set it, best by NTP.'],
  QuotaExceeded: ['the bucket is full', 'Raise its quota.'],
  InsufficientStorage: ['the bucket is full', 'Raise its quota.'],
  XAmzContentSHA256Mismatch: ['its bytes were altered on the way', 'Check the proxy in front of the service.'],
  BadDigest: ['its bytes were altered on the way', 'Check the proxy in front of the service.'],
  PermanentRedirect: ['the bucket is in another region', 'Set AWS_REGION to the region of the bucket.'],
  AuthorizationHeaderMalformed: ['the bucket is in another region', 'Set AWS_REGION to the region of the bucket.'],
  NotImplemented: ['the service does not support this request', 'Use a service listed in docs/bucket.md.'],
  SlowDown: ['the service has too many requests', LATER],
  TimeoutError: ['the service did not answer in time', LATER],
  ECONNREFUSED: ['nothing answers at this address', LATER],
  ENOTFOUND: ['there is no such host', LATER],
  EAI_AGAIN: ['the host name cannot be looked up', LATER],
}

/** Whether a connection failed or ended early. */
export function isBrokenConnection(error: unknown): boolean {
  const { code = '', name = '' } = error as { code?: string; name?: string }
  return (
    ['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT', 'ECONNABORTED', 'ERR_STREAM_PREMATURE_CLOSE'].includes(code) ||
    name === 'TimeoutError'
  )
}

/** The HTTP status of the response that an error stands for, if there was one. */
export function statusOf(error: unknown): number | undefined {
  return (error as { $metadata?: { httpStatusCode?: number } } | undefined)?.$metadata?.httpStatusCode
}

/** Turns an error of the S3 client into one that says what to do. */
export function describeFailure(error: unknown, { name, action, key }: Attempted): FeedmillError {
  const { code = '', name: kind = '' } = error as { code?: string; name?: string }
  const status = statusOf(error)
  const known = REASONS[kind] ?? REASONS[code] ?? (status === 403 ? REASONS.AccessDenied : undefined)
  const [reason, hint] = known ?? [
    [kind, messageOf(error), status && `HTTP status ${status}`].filter(Boolean).join(', '),
    LATER,
  ]
  return new FeedmillError('bucket-unavailable', `"${name}": ${key} cannot be ${action}: ${reason}`, hint, {
    cause: error,
  })
}
