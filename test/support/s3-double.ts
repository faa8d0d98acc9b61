import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import { type Bucket, openBucket } from '../../src/publish/s3/bucket.ts'

/** How a service treats conditions, as it was observed. */
export interface Peculiarities {
  /**
   * `If-None-Match: *`: one writer wins; all that come at the same time win; it is refused as unknown; it is ignored; it is
   * checked, but another writer's bytes stay.
   */
  create: 'honoured' | 'raced' | 'unsupported' | 'ignored' | 'mixed'
  /** `If-Match`: with the ETag in quotes, as RFC 9110 has it; without; not at all. */
  match: 'quoted' | 'unquoted' | 'ignored'
}

/** The services that were observed. */
export const services = {
  'AWS S3': { create: 'honoured', match: 'quoted' },
  'Cloudflare R2': { create: 'honoured', match: 'quoted' },
  'Azure Blob Storage through a gateway': { create: 'honoured', match: 'quoted' },
  Tigris: { create: 'honoured', match: 'quoted' },
  OVHcloud: { create: 'honoured', match: 'quoted' },
  Scaleway: { create: 'honoured', match: 'quoted' },
  Exoscale: { create: 'honoured', match: 'quoted' },
  'Ceph 16': { create: 'honoured', match: 'unquoted' },
  Garage: { create: 'raced', match: 'ignored' },
  'Backblaze B2': { create: 'unsupported', match: 'ignored' },
  'Oracle Cloud': { create: 'ignored', match: 'ignored' },
} satisfies Record<string, Peculiarities>

export interface S3Double {
  endpoint: string
  /** The environment of a command that uses it. */
  env: Record<string, string>
  /** The headers of an object, and its bytes; undefined if it is not there. */
  read: (key: string) => { body: Buffer; headers: Record<string, string> } | undefined
  keys: () => string[]
  /** Each request so far, such as `PUT /feeds/latest.json`, with the bytes of both bodies. */
  requests: { line: string; sent: number; received: number }[]
  /** Answers an error instead, if it returns a status and code; or, as if the answer was lost, after the request was served. */
  intercept: (request: IncomingMessage) => readonly [status: number, code: string, when?: 'afterwards'] | undefined
  open: () => Promise<Bucket>
}

interface Stored {
  body: Buffer
  headers: Record<string, string>
  modified: Date
}

/** Starts a small S3 service in memory, with one bucket, that behaves as another one was observed to. */
export async function startS3Double(
  { create, match }: Peculiarities = services['AWS S3'],
  now = () => new Date(),
): Promise<S3Double> {
  const objects = new Map<string, Stored>()
  const double: S3Double = {
    endpoint: '',
    env: {},
    read: (key) => objects.get(`site/${key}`),
    keys: () => [...objects.keys()].map((key) => key.replace(/^site\//, '')),
    requests: [],
    intercept: () => undefined,
    open: () => openBucket({ bucket: 'feeds', prefix: 'site/', endpoint: double.endpoint, forcePathStyle: true }),
  }
  const etagOf = ({ body }: Stored) => `"${createHash('md5').update(body).digest('hex')}"`

  const put = async (key: string, { headers }: IncomingMessage, body: Buffer): Promise<Answer> => {
    const before = objects.get(key)
    if (headers['if-none-match'] && create !== 'ignored') {
      if (create === 'unsupported') return [501, 'NotImplemented']
      if (before) return [412, 'PreconditionFailed']
      // Others pass the check until this one has written.
      if (create === 'raced') await wait(50)
    }
    const given = headers['if-match']
    if (given && match !== 'ignored') {
      const etag = before && (match === 'quoted' ? etagOf(before) : etagOf(before).slice(1, -1))
      if (given !== etag) return [412, 'PreconditionFailed']
    }
    const kept = ['content-type', 'content-encoding', 'cache-control'] as const
    const stored = {
      body: create === 'mixed' && /^\d$/.test(body.toString()) ? Buffer.from('8') : body,
      headers: Object.fromEntries(kept.flatMap((name) => (headers[name] ? [[name, headers[name]]] : []))),
      modified: now(),
    }
    const source = headers['x-amz-copy-source']
    const copied =
      source === undefined ? undefined : objects.get(decodeURIComponent(String(source)).replace(/^\/?feeds\//, ''))
    if (source !== undefined && !copied) return [404, 'NoSuchKey']
    if (copied) stored.body = copied.body
    objects.set(key, stored)
    return { status: 200, headers: { etag: etagOf(stored) }, body: copied ? '<CopyObjectResult/>' : '' }
  }
  const get = (key: string, { headers }: IncomingMessage): Answer => {
    const stored = objects.get(key)
    if (!stored) return [404, 'NoSuchKey']
    const etag = etagOf(stored)
    if (headers['if-none-match'] === etag) return { status: 304, headers: { etag }, body: '' }
    const described = { ...stored.headers, etag, 'last-modified': stored.modified.toUTCString() }
    return { status: 200, headers: described, body: stored.body }
  }
  const remove = (key: string): Answer => {
    objects.delete(key)
    return { status: 204, headers: {}, body: '' }
  }
  const list = (query: URLSearchParams): Answer => {
    const [prefix, after] = [
      query.get('prefix') ?? '',
      query.get('continuation-token') ?? query.get('start-after') ?? '',
    ]
    const found = [...objects]
      .filter(([key]) => key.startsWith(prefix) && key > after)
      .sort(([a], [b]) => (a < b ? -1 : 1))
    const page = found.slice(0, 1000)
    const contents = page.map(
      ([key, { body, modified }]) =>
        `<Contents><Key>${key}</Key><Size>${body.length}</Size><LastModified>${modified.toISOString()}</LastModified></Contents>`,
    )
    const next = found.length > page.length ? `<NextContinuationToken>${page.at(-1)?.[0]}</NextContinuationToken>` : ''
    return { status: 200, headers: {}, body: `<ListBucketResult>${contents.join('')}${next}</ListBucketResult>` }
  }
  const answer = async (request: IncomingMessage, body: Buffer): Promise<Answer> => {
    const refused = double.intercept(request)
    if (refused && refused[2] === undefined) return [refused[0], refused[1]]
    const served = await serve(request, body)
    return refused ? [refused[0], refused[1]] : served
  }
  const serve = async (request: IncomingMessage, body: Buffer): Promise<Answer> => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://double')
    const key = decodeURIComponent(pathname).replace(/^\/feeds\/?/, '')
    if (request.method === 'PUT') return put(key, request, body)
    if (request.method === 'DELETE') return remove(key)
    return searchParams.has('list-type') ? list(searchParams) : get(key, request)
  }
  const server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const sent = Buffer.concat(chunks)
    const answered = await answer(request, sent)
    const { status, headers, body } = Array.isArray(answered)
      ? { status: answered[0], headers: {}, body: `<Error><Code>${answered[1]}</Code></Error>` }
      : (answered as Exclude<Answer, readonly unknown[]>)
    const received = request.method === 'HEAD' ? 0 : body.length
    double.requests.push({ line: `${request.method} ${request.url?.split('?')[0]}`, sent: sent.length, received })
    response.writeHead(status, { ...headers, 'content-length': body.length })
    response.end(request.method === 'HEAD' || status === 304 ? undefined : body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  double.endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const credentials = { AWS_ACCESS_KEY_ID: 'any', AWS_SECRET_ACCESS_KEY: 'any' }
  Object.assign(process.env, credentials)
  double.env = { ...credentials, S3_ENDPOINT: double.endpoint, S3_FORCE_PATH_STYLE: 'true' }
  return double
}

type Answer =
  | readonly [status: number, code: string]
  | { status: number; headers: Record<string, string>; body: string | Buffer }
