import type { RequestHandler } from 'express'
import { formatMixQuery } from '../../feeds/mix/format-mix-query.ts'
import { parseMixQuery } from '../../feeds/mix/parse-mix-query.ts'
import { resolveTopics } from '../../feeds/mix/resolve-topics.ts'
import { formats } from '../../formats/formats.ts'
import { extensions } from '../../model/feed-formats.ts'
import { cacheControl } from '../../site/cache-control.ts'
import { localUrl, paths } from '../../site/urls.ts'
import { negotiateFormat } from '../http/accept.ts'
import type { Deltas } from '../http/delta.ts'
import type { Redirect } from '../http/redirect.ts'
import { decodePath } from '../http/request-path.ts'
import type { Send } from '../http/send-response.ts'
import { sendText } from '../http/send-text.ts'
import type { Generation } from '../load-generation.ts'
import type { PublishedDocuments } from '../published-documents.ts'
import { createMixIndexLoader } from './load-mix-index.ts'
import { createMixDocuments } from './mix-documents.ts'

export interface MixesOptions {
  current: () => Generation | undefined
  documents: PublishedDocuments
  send: Send
  redirect: Redirect
  /** Base of every URL, without a trailing slash. */
  publicUrl: string
  /** Seconds between two runs. */
  interval: number
  now: () => Date
  /** Serves readers that request only new articles, if enabled. */
  deltas?: Deltas | undefined
  /** Called if a published document cannot be read. */
  onUnreadable: (error: unknown) => void
}

const MIX_PATH = /^feeds\/mix(?:\.(xml|rss|atom|json))?\/?$/

/**
 * Responds to `/feeds/mix.xml?…`, a reader's own feed, in all formats, and to `/feeds/mix?…` with the one that the client prefers.
 * Every query has one canonical form, to which others redirect (308, RFC 9110 §15.4.9); those with a former id of a topic redirect
 * as the feeds of topics do (301). A query that no mix has is a bad request (400), one of retired topics only is gone (410).
 */
export function serveMixes(options: MixesOptions): RequestHandler {
  const { current, documents, send, redirect, publicUrl, interval, now, deltas, onUnreadable } = options
  const loadIndex = createMixIndexLoader()
  const findDocument = createMixDocuments()
  return async (request, response, next) => {
    const generation = current()
    const path = decodePath(request.path) ?? ''
    const [matched, written] = MIX_PATH.exec(path) ?? []
    const loading = matched !== undefined && generation ? loadIndex(generation) : undefined
    if (!generation || !loading) return next()
    const refuse = (status: number, text: string) =>
      sendText(response, status, text, { 'Cache-Control': cacheControl('current', interval) })
    const [, search = ''] = /\?(.*)/s.exec(request.url) ?? []
    const parsed = parseMixQuery(search)
    if ('problem' in parsed) return refuse(400, parsed.problem)
    const { topics = {}, moved, retired } = generation
    const resolved = resolveTopics(parsed.query, { topics, moved, retired })
    if (resolved === 'retired') return refuse(410, 'These topics have been retired.')
    if ('problem' in resolved) return refuse(400, resolved.problem)

    const canonical = formatMixQuery(resolved.query)
    const isNegotiated = written === undefined
    const extension = isNegotiated ? negotiateFormat(request.headers.accept) : written.replace('rss', extensions.rss)
    const canonicalPath = isNegotiated ? 'feeds/mix' : paths.feed('mix', extension)
    if (canonical !== search || canonicalPath !== path) {
      const hasMoved = canonical !== formatMixQuery(parsed.query)
      return redirect(response, hasMoved ? 301 : 308, canonicalPath, { query: canonical })
    }
    const format = formats.find((candidate) => candidate.extension === extension)
    if (!format) return redirect(response, 303, '', { headers: { Vary: 'Accept' } })
    try {
      const mix = { canonical, ...resolved, format }
      const document = findDocument({ mix, index: await loading, generation, now: now() })
      if (!document) return sendText(response, 503, 'Too many feeds are being assembled', { 'Retry-After': '5' })
      const file = await document
      await deltas?.add(file)
      const published = documents.respondWith(file, request)
      if (!isNegotiated) return send(response, published)
      const location = `${localUrl(publicUrl, file.path)}${canonical ? `?${canonical}` : ''}`
      const headers = { ...published.headers, Vary: `Accept, ${published.headers.Vary}`, 'Content-Location': location }
      return send(response, { ...published, headers })
    } catch (error) {
      sendText(response, 503, 'Temporarily unavailable', { 'Retry-After': '60' })
      onUnreadable(error)
    }
  }
}
