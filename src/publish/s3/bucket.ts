import { setMaxListeners } from 'node:events'
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3'
import { formatBucketUrl } from '../../text/parse-bucket-url.ts'
import { describeFailure, isBrokenConnection, statusOf } from './describe-failure.ts'

/** Where a bucket is. Credentials and region are found as by other AWS programs. */
export interface BucketOptions {
  bucket: string
  /** What the keys of all objects start with: empty, or with a slash at its end. */
  prefix: string
  /** The address of the service; undefined for AWS. */
  endpoint: string | undefined
  /** Whether the bucket is in the path of URLs, and not in the host name. */
  forcePathStyle: boolean
  /** Ends requests in progress, and all later ones. */
  signal?: AbortSignal | undefined
}

/** How an object is served to those who read it from the bucket. */
interface ObjectHeaders {
  contentType: string
  contentEncoding?: string | undefined
  cacheControl: string
}

/** A condition of a write: there is no object yet, or it has this ETag. */
export type Condition = 'absent' | { etag: string }

interface StoredObject {
  key: string
  bytes: number
  modified: Date
}

/**
 * The objects under a prefix of a bucket. Keys are relative to the prefix.
 *
 * All functions throw FeedmillError `bucket-unavailable`, with the reason.
 */
export interface Bucket {
  /** For messages, such as `s3://bucket/prefix`. */
  name: string
  /** Distinguishes buckets of the same name on other services. */
  address: string
  /** Undefined if there is no object, `unchanged` if it has the given ETag. */
  get: (key: string, known?: string) => Promise<{ body: Buffer; etag: string } | 'unchanged' | undefined>
  head: (key: string) => Promise<Omit<StoredObject, 'key'> | undefined>
  /** @returns its ETag; undefined if the condition is not met */
  put: (key: string, body: Buffer, headers: ObjectHeaders, condition?: Condition) => Promise<string | undefined>
  /** Copies an object within the bucket, without sending its bytes. */
  copy: (from: string, to: string, headers: ObjectHeaders) => Promise<void>
  /** Removes an object, if it is there. */
  remove: (key: string) => Promise<void>
  /** Lists objects in the order of their keys, a thousand per request. */
  list: (prefix: string, options?: { after?: string }) => AsyncGenerator<StoredObject>
}

/** Uploads and downloads at a time. */
export const CONCURRENCY = 32

const CONNECT_MS = 5000
/** How long a connection may be silent. */
const IDLE_MS = 20_000
/** How long a request may take: the largest documents have some megabytes. */
const REQUEST_MS = 300_000
/** Attempts for each request, with growing pauses. */
const ATTEMPTS = 4

/** Stores that verify other checksums than the hash of the signature are few, and some refuse them. */
const CHECKSUMS = { requestChecksumCalculation: 'WHEN_REQUIRED', responseChecksumValidation: 'WHEN_REQUIRED' } as const

export async function openBucket(options: BucketOptions): Promise<Bucket> {
  const { bucket, prefix, endpoint, forcePathStyle, signal } = options
  const client = await createClient({ endpoint, forcePathStyle })
  const name = formatBucketUrl({ bucket, prefix })
  const at = (key: string) => ({ Bucket: bucket, Key: prefix + key })
  const failure = (action: string, key: string, error: unknown) => describeFailure(error, { name, action, key })

  // Each request listens to it while it is sent.
  if (signal) setMaxListeners(0, signal)
  const sending = signal ? { abortSignal: signal } : {}

  return {
    name,
    address: `${endpoint ?? 'aws'} ${name}`,
    get: async (key, known) => {
      try {
        for (let attempt = 1; ; attempt++) {
          const command = new GetObjectCommand({ ...at(key), ...(known && { IfNoneMatch: known }) })
          const { Body, ETag = '' } = await client.send(command, sending)
          const bytes = await Body?.transformToByteArray().catch((error: unknown) => {
            // The SDK does not try again when a body ends early.
            if (attempt === ATTEMPTS || !isBrokenConnection(error)) throw error
            return 'broken' as const
          })
          if (bytes !== 'broken') return { body: Buffer.from(bytes ?? []), etag: ETag }
        }
      } catch (error) {
        if (statusOf(error) === 304) return 'unchanged'
        if (isMissing(error)) return undefined
        throw failure('read', key, error)
      }
    },
    head: async (key) => {
      try {
        const { ContentLength = 0, LastModified = new Date(0) } = await client.send(
          new HeadObjectCommand(at(key)),
          sending,
        )
        return { bytes: ContentLength, modified: LastModified }
      } catch (error) {
        if (statusOf(error) === 404) return undefined
        throw failure('read', key, error)
      }
    },
    put: async (key, body, headers, condition) => {
      const conditional =
        condition === 'absent' ? { IfNoneMatch: '*' } : condition ? { IfMatch: condition.etag } : undefined
      try {
        const input = { ...at(key), ...headersOf(headers), ...conditional, Body: body }
        return (await client.send(new PutObjectCommand(input), sending)).ETag ?? ''
      } catch (error) {
        // 409: another write of this key is going on.
        const isRefused = statusOf(error) === 412 || (conditional && statusOf(error) === 409)
        if (isRefused) return undefined
        throw failure('written', key, error)
      }
    },
    copy: async (from, to, headers) => {
      const CopySource = `${bucket}/${prefix}${from}`
      const input = { ...at(to), ...headersOf(headers), CopySource, MetadataDirective: 'REPLACE' as const }
      await client.send(new CopyObjectCommand(input), sending).catch((error: unknown) => {
        throw failure('written', to, error)
      })
    },
    remove: async (key) => {
      await client.send(new DeleteObjectCommand(at(key)), sending).catch((error: unknown) => {
        throw failure('removed', key, error)
      })
    },
    list: async function* (under, { after } = {}) {
      let ContinuationToken: string | undefined
      do {
        const page = await client
          .send(
            new ListObjectsV2Command({
              ...{ Bucket: bucket, Prefix: prefix + under, ContinuationToken },
              StartAfter: after && prefix + after,
            }),
            sending,
          )
          .catch((error: unknown) => {
            throw failure('listed', under, error)
          })
        for (const { Key = '', Size = 0, LastModified = new Date(0) } of page.Contents ?? []) {
          yield { key: Key.slice(prefix.length), bytes: Size, modified: LastModified }
        }
        ContinuationToken = page.NextContinuationToken
      } while (ContinuationToken !== undefined)
    },
  }
}

/** Services other than AWS have no regions, or take any; so only AWS needs one. */
async function createClient(options: Pick<BucketOptions, 'endpoint' | 'forcePathStyle'>): Promise<S3Client> {
  const agent = { keepAlive: true, maxSockets: CONCURRENCY }
  const config: S3ClientConfig = {
    ...CHECKSUMS,
    forcePathStyle: options.forcePathStyle,
    ...(options.endpoint && { endpoint: options.endpoint }),
    maxAttempts: ATTEMPTS,
    requestHandler: {
      ...{ connectionTimeout: CONNECT_MS, socketTimeout: IDLE_MS },
      ...{ requestTimeout: REQUEST_MS, throwOnRequestTimeout: true },
      ...{ httpAgent: agent, httpsAgent: agent },
    },
  }
  const client = new S3Client(config)
  if (!options.endpoint) return client
  return client.config.region().then(
    () => client,
    () => new S3Client({ ...config, region: 'us-east-1' }),
  )
}

function headersOf({ contentType, contentEncoding, cacheControl }: ObjectHeaders) {
  return {
    ContentType: contentType,
    CacheControl: cacheControl,
    ...(contentEncoding && { ContentEncoding: contentEncoding }),
  }
}

/** Whether an object is missing; a missing bucket is a failure. */
function isMissing(error: unknown): boolean {
  return statusOf(error) === 404 && (error as Error).name !== 'NoSuchBucket'
}
