import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import express, { type ErrorRequestHandler, type RequestHandler } from 'express'
import { localUrl } from '../site/urls.ts'
import { serveHealth } from './health.ts'
import { ALLOW, preflightHeaders } from './http/cors.ts'
import type { Deltas } from './http/delta.ts'
import { createRedirect } from './http/redirect.ts'
import type { SiteHeaders } from './http/representation.ts'
import { type Send, sendAnswer } from './http/send-response.ts'
import { sendText } from './http/send-text.ts'
import { serveNegotiated } from './negotiated-feeds.ts'
import { createPublishedAnswers } from './published-documents.ts'
import { serveRedirects } from './redirects.ts'
import type { ServiceState } from './service-state.ts'

export interface AppOptions extends Omit<SiteHeaders, 'deltas'> {
  /** What readers get that ask for what is new only. */
  deltas?: Deltas | undefined
  /** What answers `/status/`, where it is shown. */
  status?: RequestHandler | undefined
  /** Is told which published document an answer is made of. */
  onAnswered?: ((response: ServerResponse, path: string) => void) | undefined
  /** Is told what went wrong where nothing should. */
  onError: (error: unknown) => void
  /** Is told why a published document could not be read. */
  onUnreadable: (error: unknown) => void
}

/**
 * What answers every request from the state as it is at that moment; it does not listen.
 *
 * Published documents are answered before Express, which would take four fifths of the time; everything else is Express.
 */
export function createApp(
  state: Readonly<ServiceState>,
  { onUnreadable, onError, onAnswered, deltas, status, ...site }: AppOptions,
): RequestListener {
  const current = () => state.generation
  const answer = createPublishedAnswers({ ...site, deltas: deltas !== undefined }, deltas)
  const send: Send = (response, found) => {
    onAnswered?.(response, found.path)
    sendAnswer(response, found)?.catch(onUnreadable)
  }
  const redirect = createRedirect(site)
  const home = localUrl(site.publicUrl, '')

  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('strict routing', true)
  app.use(serveMethods)
  app.use(serveHealth(state))
  if (status) app.use(status)
  app.use((_request, response, next) => (current() ? next() : serveNotYet(response)))
  app.use(serveNegotiated({ current, answer, send, redirect, publicUrl: site.publicUrl }))
  app.use(serveRedirects({ current, redirect, home, interval: site.interval }))
  app.use(serveNothing(home))
  app.use(serveError(home, onError))

  return (request: IncomingMessage, response: ServerResponse) => {
    const generation = current()
    const found = generation && answer(request, generation)
    if (found) send(response, found)
    else app(request, response)
  }
}

/** Answers OPTIONS (RFC 9110 §9.3.7), and refuses all methods but GET and HEAD (§15.5.6). */
const serveMethods: RequestHandler = (request, response, next) => {
  if (request.method === 'GET' || request.method === 'HEAD') return next()
  if (request.method === 'OPTIONS') return response.writeHead(204, preflightHeaders).end()
  return sendText(response, 405, `Only ${ALLOW} are answered.`, { Allow: ALLOW })
}

/** A feed may come into being at any run, so that caches shall not remember for long that there is none. */
function serveNothing(home: string): RequestHandler {
  const text = `There is nothing here. The feeds are listed at ${home}`
  return (_request, response) => sendText(response, 404, text, { 'Cache-Control': 'public, max-age=60' })
}

function serveError(home: string, onError: (error: unknown) => void): ErrorRequestHandler {
  return (error: { status?: number }, _request, response, next) => {
    if (error.status === undefined) onError(error)
    if (response.headersSent) return next(error)
    return sendText(response, error.status ?? 500, `This cannot be answered. The feeds are listed at ${home}`)
  }
}

/** A feed that is not there yet is not gone, which a 404 would say (RFC 9110 §15.6.4). */
function serveNotYet(response: ServerResponse): void {
  sendText(response, 503, 'Nothing is published yet.', { 'Retry-After': '60', 'Cache-Control': 'no-store' })
}
