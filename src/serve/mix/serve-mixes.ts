import type { ServerResponse } from 'node:http'
import type { RequestHandler } from 'express'
import { formats } from '../../formats/formats.ts'
import { extensions } from '../../model/feed-formats.ts'
import { cacheControl } from '../../site/cache-control.ts'
import { localUrl, paths } from '../../site/urls.ts'
import { negotiateFormat } from '../http/accept.ts'
import type { Deltas } from '../http/delta.ts'
import type { Redirect } from '../http/redirect.ts'
import { decodePath, searchOf } from '../http/request-path.ts'
import type { Send } from '../http/send-response.ts'
import { sendText } from '../http/send-text.ts'
import type { Generation } from '../load-generation.ts'
import type { PublishedDocuments } from '../published-documents.ts'
import { assembleMix } from './assemble-mix.ts'
import type { MixIndex } from './load-mix-index.ts'
import type { OnDemandDocuments } from './on-demand-documents.ts'
import { keyOfMix, lifetimeOfProblem, resolveMix } from './resolve-mix.ts'

/** What feeds and pages of mixes are made with. */
export interface MixOptions {
  current: () => Generation | undefined
  documents: PublishedDocuments
  /** Loads the index of a generation, if it has one. */
  loadIndex: (generation: Generation) => Promise<MixIndex> | undefined
  findDocument: OnDemandDocuments
  send: Send
  redirect: Redirect
  /** Base of every URL, without a trailing slash. */
  publicUrl: string
  /** Seconds between two runs. */
  interval: number
  now: () => Date
  /** Called if a published document cannot be read. */
  onUnreadable: (error: unknown) => void
}

interface MixFeedsOptions extends MixOptions {
  /** Serves readers that request only new articles, if enabled. */
  deltas?: Deltas | undefined
}

const MIX_PATH = /^feeds\/mix(?:\.(xml|rss|atom|json))?\/?$/

/**
 * Responds to `/feeds/mix.xml?…`, a reader's own feed, in all formats, and to `/feeds/mix?…` with the one that the client prefers,
 * or redirects browsers to the page of the mix. Every query has one canonical form, to which others redirect (308, RFC 9110
 * §15.4.9); those with a former id of a topic redirect as the feeds of topics do (301). A query that no mix has is a bad request
 * (400), one of retired topics only is gone (410).
 */
export function serveMixes(options: MixFeedsOptions): RequestHandler {
  const { current, documents, loadIndex, findDocument, send, redirect, publicUrl, interval, now, deltas } = options
  return async (request, response, next) => {
    const generation = current()
    const path = decodePath(request.path) ?? ''
    const [matched, written] = MIX_PATH.exec(path) ?? []
    const loading = matched !== undefined && generation ? loadIndex(generation) : undefined
    if (!generation || !loading) return next()
    const search = searchOf(request.url)
    const isNegotiated = written === undefined
    const extension = isNegotiated ? negotiateFormat(request.headers.accept) : written.replace('rss', extensions.rss)
    const format = formats.find((candidate) => candidate.extension === extension)
    if (!format) return redirect(response, 303, paths.mixPage, { headers: { Vary: 'Accept' }, query: search })
    const resolved = resolveMix(search, generation)
    if ('problem' in resolved) {
      const headers = { 'Cache-Control': cacheControl(lifetimeOfProblem(resolved), interval) }
      return sendText(response, resolved.status, resolved.problem, headers)
    }
    const { mix } = resolved
    const { canonical } = mix
    const canonicalPath = isNegotiated ? 'feeds/mix' : paths.feed('mix', extension)
    if (resolved.redirect || canonicalPath !== path) {
      return redirect(response, resolved.redirect ?? 308, canonicalPath, { query: canonical })
    }
    try {
      const context = { index: await loading, generation, now: now() }
      const document = findDocument(generation, keyOfMix(mix, { kind: format.id, ...context }), async () => ({
        path: paths.feed('mix', format.extension),
        query: canonical,
        mediaType: format.mediaType,
        ...(await assembleMix(mix, format, context)),
      }))
      if (!document) return sendBusy(response)
      const file = await document
      await deltas?.add(file)
      const published = documents.respondWith(file, request)
      if (!isNegotiated) return send(response, published)
      const location = `${localUrl(publicUrl, file.path)}${canonical ? `?${canonical}` : ''}`
      const headers = { ...published.headers, Vary: `Accept, ${published.headers.Vary}`, 'Content-Location': location }
      return send(response, { ...published, headers })
    } catch (error) {
      sendUnreadable(response)
      options.onUnreadable(error)
    }
  }
}

export function sendBusy(response: ServerResponse): void {
  sendText(response, 503, 'Too many feeds are being assembled', { 'Retry-After': '5' })
}

export function sendUnreadable(response: ServerResponse): void {
  sendText(response, 503, 'Temporarily unavailable', { 'Retry-After': '60' })
}
