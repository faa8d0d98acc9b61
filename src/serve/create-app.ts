import { type IncomingMessage, type RequestListener, type ServerResponse, STATUS_CODES } from 'node:http'
import express, { type ErrorRequestHandler, type RequestHandler } from 'express'
import type { AssetPaths } from '../pages/site.ts'
import { cacheControl } from '../site/cache-control.ts'
import { localUrl } from '../site/urls.ts'
import { serveHealth } from './health.ts'
import { createBasePathStripper } from './http/base-path.ts'
import { ALLOW, preflightHeaders } from './http/cors.ts'
import type { Deltas } from './http/delta.ts'
import { createRedirect } from './http/redirect.ts'
import type { SiteHeaders } from './http/representation.ts'
import { type Send, sendResponse } from './http/send-response.ts'
import { sendText } from './http/send-text.ts'
import { createMixIndexLoader } from './mix/load-mix-index.ts'
import { createOnDemandDocuments } from './mix/on-demand-documents.ts'
import { serveMixPage } from './mix/serve-mix-page.ts'
import { serveMixes } from './mix/serve-mixes.ts'
import { serveNegotiatedFeeds } from './negotiated-feeds.ts'
import { createPublishedDocuments } from './published-documents.ts'
import { serveRedirects } from './redirects.ts'
import { serveServerStyle } from './server-style.ts'
import type { ServiceState } from './service-state.ts'

export interface AppOptions extends Omit<SiteHeaders, 'deltas'> {
  now: () => Date
  /** The assets of pages that are rendered on request. */
  assets: AssetPaths
  /** Serves readers that request only new articles. */
  deltas?: Deltas | undefined
  /** Serves `/status/`, if enabled. */
  status?: RequestHandler | undefined
  /** Called with the published document of each response. */
  onDocument?: ((response: ServerResponse, path: string) => void) | undefined
  /** Called with unexpected errors. */
  onError: (error: unknown) => void
  /** Called if a published document cannot be read. */
  onUnreadable: (error: unknown) => void
}

/**
 * Creates the listener that handles all requests, each from the current state. It does not listen on a port.
 *
 * Published documents are served without Express, which would take four fifths of the time. Express handles the rest.
 */
export function createApp(
  state: Readonly<ServiceState>,
  { onUnreadable, onError, onDocument, deltas, status, now, assets, ...site }: AppOptions,
): RequestListener {
  const current = () => state.generation
  const documents = createPublishedDocuments({ ...site, deltas: deltas !== undefined }, { deltas, now })
  const home = localUrl(site.publicUrl, '')
  const stripBasePath = createBasePathStripper(site.publicUrl)
  const redirect = createRedirect(site)

  const sendError = (response: ServerResponse, error: unknown): void => {
    const status = (error as { status?: number } | undefined)?.status
    if (status === undefined) onError(error)
    if (response.headersSent) response.destroy()
    else sendText(response, status ?? 500, `${STATUS_CODES[status ?? 500]}. The feeds are listed at ${home}`)
  }
  const send: Send = (response, published) => {
    onDocument?.(response, published.path)
    sendResponse(response, published, { onUnreadable, onError: (error) => sendError(response, error) })
  }

  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('strict routing', true)
  app.use(serveMethods)
  app.use(serveHealth(state, now))
  if (status) app.use(status)
  app.use((_request, response, next) => (current() ? next() : sendNotReady(response)))
  const { publicUrl, interval, pageImages } = site
  const [loadIndex, findDocument] = [createMixIndexLoader(), createOnDemandDocuments()]
  const mixes = { current, documents, loadIndex, findDocument, send, redirect, publicUrl, interval, now, onUnreadable }
  app.use(serveMixes({ ...mixes, deltas }))
  app.use(serveServerStyle(interval))
  app.use(serveMixPage({ ...mixes, pageImages, assets }))
  app.use(serveNegotiatedFeeds({ current, documents, send, redirect, publicUrl }))
  app.use(serveRedirects({ current, redirect, home, interval }))
  app.use((_request, response) => sendNotFound(response, home, interval))
  app.use(((error, _request, response, _next) => sendError(response, error)) satisfies ErrorRequestHandler)

  return (request: IncomingMessage, response: ServerResponse) => {
    try {
      request.url = stripBasePath(request.url ?? '')
      const generation = current()
      const published = generation && documents.respond(request, generation)
      if (published) send(response, published)
      else app(request, response)
    } catch (error) {
      sendError(response, error)
    }
  }
}

/** Responds to OPTIONS (RFC 9110 §9.3.7), and rejects all methods except GET and HEAD (§15.5.6). */
const serveMethods: RequestHandler = (request, response, next) => {
  if (request.method === 'GET' || request.method === 'HEAD') return next()
  if (request.method === 'OPTIONS') return response.writeHead(204, preflightHeaders).end()
  return sendText(response, 405, `Method not allowed. Allowed: ${ALLOW}`, { Allow: ALLOW })
}

function sendNotFound(response: ServerResponse, home: string, interval: number): void {
  const headers = { 'Cache-Control': cacheControl('missing', interval) }
  sendText(response, 404, `Not found. The feeds are listed at ${home}`, headers)
}

/** A 404 would say that a feed is gone, when it is only not published yet (RFC 9110 §15.6.4). */
function sendNotReady(response: ServerResponse): void {
  sendText(response, 503, 'Nothing is published yet', { 'Retry-After': '60', 'Cache-Control': 'no-store' })
}
