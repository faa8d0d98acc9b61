import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3'
import { inject } from 'vitest'
import { type Bucket, openBucket } from '../../../src/publish/s3/bucket.ts'
import { rememberProbe } from '../../../src/publish/s3/probe-once.ts'
import { eventually, freePort } from '../command.ts'
import { isInstalled } from '../programs.ts'

/** Whether Ceph can be started; otherwise, tests that need it are skipped. */
export const hasCeph = isInstalled('ceph-mon', 'ceph-osd', 'ceph-authtool', 'radosgw')

const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'test-access', AWS_SECRET_ACCESS_KEY: 'test-secret' }

const BUCKET = 'feeds'

/** Ceph starts in some seconds, and on a busy machine in a minute. */
const START_MS = 90_000

/** A place in a bucket of a real Ceph. */
export interface CephPlace {
  /** The environment of a command that publishes to it or serves from it, except PUBLISH_TO and SERVE_FROM. */
  env: Record<string, string>
  /** Such as `s3://feeds/<unique>`. */
  url: string
  prefix: string
  open: (options?: { endpoint?: string }) => Promise<Bucket>
}

/**
 * An empty place in a bucket. The first call of a test run starts Ceph, which stops with the run.
 *
 * @param options.isProbed whether stores find that the bucket was probed before, which saves a second
 */
export async function cephPlace({ isProbed = false } = {}): Promise<CephPlace> {
  const { endpoint } = await startOnce()
  Object.assign(process.env, CREDENTIALS)
  const prefix = `${randomUUID()}/`
  const open: CephPlace['open'] = (options = {}) =>
    openBucket({ bucket: BUCKET, prefix, endpoint, forcePathStyle: true, ...options })
  if (isProbed) await rememberProbe(await open(), { etagForm: 'unquoted' })
  return {
    env: { ...CREDENTIALS, S3_ENDPOINT: endpoint },
    url: `s3://${BUCKET}/${prefix.slice(0, -1)}`,
    prefix,
    open,
  }
}

/** A user of Ceph with a bucket of its own. */
export interface CephUser {
  name: string
  /** The environment of a command that publishes to the bucket. */
  env: Record<string, string>
  /** Runs `radosgw-admin` with further arguments about the user. */
  administer: (...args: string[]) => Promise<unknown>
}

export async function cephUser(): Promise<CephUser> {
  const { endpoint } = await startOnce()
  const [uid, bucket] = [randomUUID(), `bucket-${randomUUID()}`]
  const credentials = { accessKeyId: `key-${uid}`, secretAccessKey: 'secret' }
  const administer: CephUser['administer'] = (...args) =>
    promisify(execFile)('radosgw-admin', ['-c', join(inject('cephFolder'), 'ceph.conf'), `--uid=${uid}`, ...args])
  const keys = [`--access-key=${credentials.accessKeyId}`, `--secret=${credentials.secretAccessKey}`]
  await administer('user', 'create', '--display-name=User', ...keys)
  await createBucket(bucket, endpoint, credentials)
  return {
    name: uid,
    env: {
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      S3_ENDPOINT: endpoint,
      S3_FORCE_PATH_STYLE: 'true',
      PUBLISH_TO: `s3://${bucket}`,
    },
    administer,
  }
}

async function createBucket(
  bucket: string,
  endpoint: string,
  credentials?: { accessKeyId: string; secretAccessKey: string },
): Promise<void> {
  const client = new S3Client({
    endpoint,
    region: 'us-east-1',
    forcePathStyle: true,
    ...(credentials && { credentials }),
  })
  await client.send(new CreateBucketCommand({ Bucket: bucket }))
  client.destroy()
}

/** Starts Ceph, unless another test file has done so or is about to. */
async function startOnce(): Promise<{ endpoint: string }> {
  const folder = inject('cephFolder')
  const ready = join(folder, 'ready')
  try {
    mkdirSync(folder)
  } catch {
    await eventually(() => existsSync(ready) || undefined, START_MS)
    return { endpoint: readFileSync(ready, 'utf8') }
  }
  const [port, monitor] = [await freePort(), await freePort()]
  const script = fileURLToPath(new URL('up.sh', import.meta.url))
  await promisify(execFile)(script, [folder, String(port), String(monitor)], { timeout: START_MS }).catch((error) => {
    throw new Error(`Ceph did not start within ${START_MS / 1000} s, or failed; its messages are in ${folder}/up.log`, {
      cause: error,
    })
  })
  const endpoint = `http://127.0.0.1:${port}`
  Object.assign(process.env, CREDENTIALS)
  await createBucket(BUCKET, endpoint)
  writeFileSync(ready, endpoint)
  return { endpoint }
}

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where Ceph keeps its state in this test run, if a test starts it. */
    cephFolder: string
  }
}
