import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { createServer as createTlsServer, type ServerOptions } from 'node:https'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { onTestFinished } from 'vitest'

export interface Reply {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: Buffer
}

export interface DeploymentOptions {
  /** The text of the feed, from its URL. */
  document?: (url: string) => string
  /** Header fields that differ; undefined removes one. */
  headers?: Record<string, string | string[] | undefined>
  /** What a proxy in front does; undefined if it has answered by itself. */
  alter?: (reply: Reply, request: IncomingMessage, response: ServerResponse) => Reply | undefined
  /** Other paths than `/feed.xml`. */
  paths?: Record<string, RequestListener>
  tls?: ServerOptions
}

/** The text of an RSS feed with one item and more elements. */
export function rssOf(
  url: string,
  { links = '', items = '<item><title>One</title><guid>https://e.example/1</guid></item>' } = {},
) {
  return `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>T</title><link>https://e.example/</link>
<description>D</description><atom:link rel="self" href="${url}"/>${links}${items}</channel></rss>
`
}

/** Starts a server with a feed at `/feed.xml` that does all that a reader needs, but for what the options change. */
export async function startDeployment({
  document = rssOf,
  headers: others = {},
  alter = (reply) => reply,
  paths = {},
  tls,
}: DeploymentOptions = {}): Promise<string> {
  const listener: RequestListener = (request, response) => {
    const path = new URL(request.url ?? '', base).pathname
    const listen = paths[path]
    if (listen) return listen(request, response)
    if (path !== '/feed.xml') return void response.writeHead(404).end()
    const reply = alter(replyTo(request, document(`${base}/feed.xml`), others), request, response)
    if (!reply) return
    for (const [name, value] of Object.entries(reply.headers)) if (value !== undefined) response.setHeader(name, value)
    response.writeHead(reply.status).end(request.method === 'HEAD' || reply.status === 304 ? undefined : reply.body)
  }
  const server = tls ? createTlsServer(tls, listener) : createServer(listener)
  server.listen(0, '127.0.0.1')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  await once(server, 'listening')
  const base = `${tls ? 'https' : 'http'}://localhost:${(server.address() as AddressInfo).port}`
  return base
}

const FAST = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }

const LAST_MODIFIED = 'Thu, 01 Jan 2026 00:00:00 GMT'

function replyTo({ headers: asked }: IncomingMessage, document: string, others: Reply['headers']): Reply {
  const accepted = asked['accept-encoding'] ?? ''
  const coding = accepted.includes('br') ? 'br' : accepted.includes('gzip') ? 'gzip' : undefined
  const text = Buffer.from(document)
  const body = coding === 'br' ? brotliCompressSync(text, FAST) : coding ? gzipSync(text) : text
  const headers: Reply['headers'] = {
    'Content-Type': 'application/rss+xml; charset=utf-8',
    ...(coding ? { 'Content-Encoding': coding } : {}),
    ETag: `"v1${coding ?? ''}"`,
    'Last-Modified': LAST_MODIFIED,
    'Cache-Control': 'public, max-age=900',
    Vary: 'Accept-Encoding',
    'Access-Control-Allow-Origin': '*',
    ...others,
  }
  const match = asked['if-none-match']
  const since = asked['if-modified-since']
  const isCurrent =
    match !== undefined
      ? match.replace(/^W\//, '') === headers.ETag
      : since !== undefined && Date.parse(since) >= Date.parse(LAST_MODIFIED)
  return isCurrent ? { status: 304, headers, body: Buffer.alloc(0) } : { status: 200, headers, body }
}
