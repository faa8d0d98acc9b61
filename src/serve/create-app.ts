import { type IncomingMessage, type RequestListener, type ServerResponse, STATUS_CODES } from 'node:http'
import express, { type ErrorRequestHandler, type RequestHandler } from 'express'
import { localUrl } from '../site/urls.ts'
import { serveHealth } from './health.ts'
import { createBasePathStripper } from './http/base-path.ts'
import { ALLOW, preflightHeaders } from './http/cors.ts'
import type { Deltas } from './http/delta.ts'
import { createRedirect } from './http/redirect.ts'
import type { SiteHeaders } from './http/representation.ts'
import { type Send, sendResponse } from './http/send-response.ts'
import { sendText } from './http/send-text.ts'
import { serveNegotiatedFeeds } from './negotiated-feeds.ts'
import { createPublishedDocuments } from './published-documents.ts'
import { serveRedirects } from './redirects.ts'
import type { ServiceState } from './service-state.ts'

export interface AppOptions extends Omit<SiteHeaders, 'deltas'> {
  /** Serves readers that ask for what is new only. */
  deltas?: Deltas | undefined
  /** Serves `/status/`, where it is shown. */
  status?: RequestHandler | undefined
  /** Called with the published document that is sent. */
  onDocument?: ((response: ServerResponse, path: string) => void) | undefined
  /** Called with what went wrong where nothing should. */
  onError: (error: unknown) => void
  /** Called where a published document cannot be read. */
  onUnreadable: (error: unknown) => void
}

/**
 * Makes the listener that answers every request from the state of that moment; it does not listen itself.
 *
 * Published documents are answered before Express, which would take four fifths of the time; Express does the rest.
 */
export function createApp(
  state: Readonly<ServiceState>,
  { onUnreadable, onError, onDocument, deltas, status, ...site }: AppOptions,
): RequestListener {
  const current = () => state.generation
  const documents = createPublishedDocuments({ ...site, deltas: deltas !== undefined }, deltas)
  const home = localUrl(site.publicUrl, '')
  const stripBasePath = createBasePathStripper(site.publicUrl)
  const redirect = createRedirect(site)

  const sendError = (response: ServerResponse, error: unknown): void => {
    const known = (error as { status?: number } | undefined)?.status
    if (known === undefined) onError(error)
    if (response.headersSent) response.destroy()
    else sendText(response, known ?? 500, `${STATUS_CODES[known ?? 500]}. The feeds are listed at ${home}`)
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
  app.use(serveHealth(state))
  if (status) app.use(status)
  app.use((_request, response, next) => (current() ? next() : sendNotReady(response)))
  app.use(serveNegotiatedFeeds({ current, documents, send, redirect, publicUrl: site.publicUrl }))
  app.use(serveRedirects({ current, redirect, home, interval: site.interval }))
  app.use((_request, response) => sendNotFound(response, home))
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

/** Answers OPTIONS (RFC 9110 §9.3.7), and refuses all methods but GET and HEAD (§15.5.6). */
const serveMethods: RequestHandler = (request, response, next) => {
  if (request.method === 'GET' || request.method === 'HEAD') return next()
  if (request.method === 'OPTIONS') return response.writeHead(204, preflightHeaders).end()
  return sendText(response, 405, `Method not allowed. Allowed: ${ALLOW}`, { Allow: ALLOW })
}

/** Any run may bring a new feed, so caches must not remember for long that there is none. */
function sendNotFound(response: ServerResponse, home: string): void {
  sendText(response, 404, `Not found. The feeds are listed at ${home}`, { 'Cache-Control': 'public, max-age=60' })
}

/** A feed that is not there yet is not gone, which a 404 would say (RFC 9110 §15.6.4). */
function sendNotReady(response: ServerResponse): void {
  sendText(response, 503, 'Nothing is published yet', { 'Retry-After': '60', 'Cache-Control': 'no-store' })
}
