import type { RequestHandler } from 'express'
import { localUrl, paths } from '../site/urls.ts'
import { negotiateFormat } from './http/accept.ts'
import type { Redirect } from './http/redirect.ts'
import { decodePath } from './http/request-path.ts'
import type { Send } from './http/send-response.ts'
import type { Generation } from './load-generation.ts'
import type { PublishedAnswers } from './published-documents.ts'

export interface NegotiatedOptions {
  current: () => Generation | undefined
  answer: PublishedAnswers
  send: Send
  redirect: Redirect
  /** Base of every URL, without a slash at its end. */
  publicUrl: string
}

/**
 * Answers `/feeds/<topic>` with the document that the client likes best, under the headers of that document, or leads a
 * person to the page of the topic.
 */
export function serveNegotiated({ current, answer, send, redirect, publicUrl }: NegotiatedOptions): RequestHandler {
  return (request, response, next) => {
    const generation = current()
    const [, id] = /^feeds\/([^/.]+)$/.exec(decodePath(request.path) ?? '') ?? []
    if (!generation || !id || !Object.hasOwn(generation.feeds, id)) return next()
    const format = negotiateFormat(request.headers.accept)
    if (format === 'html') {
      return redirect(response, 303, id === 'all' ? '' : paths.topicPage(id), { Vary: 'Accept' })
    }
    const path = paths.feed(id, format)
    const found = answer({ method: request.method, url: `/${encodeURI(path)}`, headers: request.headers }, generation)
    if (!found) return next()
    const headers = {
      ...found.headers,
      Vary: `Accept, ${found.headers.Vary}`,
      'Content-Location': localUrl(publicUrl, path),
    }
    return send(response, { ...found, headers })
  }
}
