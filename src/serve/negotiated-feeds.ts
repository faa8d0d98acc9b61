import type { RequestHandler } from 'express'
import { localUrl, paths } from '../site/urls.ts'
import { negotiateFormat } from './http/accept.ts'
import type { Redirect } from './http/redirect.ts'
import { decodePath } from './http/request-path.ts'
import type { Send } from './http/send-response.ts'
import type { Generation } from './load-generation.ts'
import type { PublishedDocuments } from './published-documents.ts'

export interface NegotiatedFeedsOptions {
  current: () => Generation | undefined
  documents: PublishedDocuments
  send: Send
  redirect: Redirect
  /** Base of every URL, without a trailing slash. */
  publicUrl: string
}

/**
 * Responds to `/feeds/<topic>` with the document in the format that the client prefers, or redirects browsers to the page of
 * the topic.
 */
export function serveNegotiatedFeeds(options: NegotiatedFeedsOptions): RequestHandler {
  const { current, documents, send, redirect, publicUrl } = options
  return (request, response, next) => {
    const generation = current()
    const [, id] = /^feeds\/([^/.]+)$/.exec(decodePath(request.path) ?? '') ?? []
    if (!generation || !id || !Object.hasOwn(generation.feeds, id)) return next()
    const format = negotiateFormat(request.headers.accept)
    if (format === 'html') {
      return redirect(response, 303, id === 'all' ? '' : paths.topicPage(id), { headers: { Vary: 'Accept' } })
    }
    const path = paths.feed(id, format)
    const head = { method: request.method, url: `/${encodeURI(path)}`, headers: request.headers }
    const published = documents.respond(head, generation)
    if (!published) return next()
    const headers = {
      ...published.headers,
      Vary: `Accept, ${published.headers.Vary}`,
      'Content-Location': localUrl(publicUrl, path),
    }
    return send(response, { ...published, headers })
  }
}
