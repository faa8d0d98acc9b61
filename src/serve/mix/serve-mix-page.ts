import type { RequestHandler } from 'express'
import { renderMixPage } from '../../pages/mix/mix-page.tsx'
import type { AssetPaths } from '../../pages/site.ts'
import { cacheControl } from '../../site/cache-control.ts'
import { paths } from '../../site/urls.ts'
import { searchOf } from '../http/request-path.ts'
import { securityHeaders } from '../http/security-headers.ts'
import { composeMixPage } from './compose-mix-page.ts'
import { keyOfMix, lifetimeOfProblem, resolveMix } from './resolve-mix.ts'
import { type MixOptions, sendBusy, sendUnreadable } from './serve-mixes.ts'

interface MixPageOptions extends MixOptions {
  /** Whether pages load images from other hosts. */
  pageImages: boolean
  assets: AssetPaths
}

/**
 * Responds to `/mix/?…` with the page on which a mix is composed, and its preview. Other spellings of a query redirect as those of
 * its feeds do, such as what a form sends with empty fields. What is wrong with a query is on the page, with the status that its
 * feeds have and without validators, which belong to a success (RFC 9110 §13.2.1).
 */
export function serveMixPage(options: MixPageOptions): RequestHandler {
  const { current, documents, loadIndex, findDocument, send, redirect, now, onUnreadable } = options
  const { publicUrl, interval, pageImages, assets } = options
  const policy = securityHeaders('text/html', { pageImages, hasForm: true })
  return async (request, response, next) => {
    const generation = current()
    const { path } = request
    const loading = /^\/mix\/?$/.test(path) && generation ? loadIndex(generation) : undefined
    if (!generation || !loading) return next()
    const search = searchOf(request.url)
    if (path === '/mix') return redirect(response, 308, paths.mixPage, { query: search })
    const resolved = resolveMix(search, generation)
    const isMix = 'mix' in resolved
    if (isMix && resolved.redirect) {
      return redirect(response, resolved.redirect, paths.mixPage, { query: resolved.mix.canonical })
    }
    try {
      const index = await loading
      const context = { index, generation, now: now() }
      const { title, language } = index.site
      const site = { title, language, publicUrl, pageImages, assets }
      const key = isMix ? keyOfMix(resolved.mix, { kind: 'page', ...context }) : `problem ${search}`
      const document = findDocument(generation, key, async () => {
        const { page, updated } = await composeMixPage(search, resolved, context)
        const body = Buffer.from(renderMixPage(page, site))
        return { path: `${paths.mixPage}index.html`, query: search, mediaType: 'text/html', body, updated }
      })
      if (!document) return sendBusy(response)
      const file = await document
      if (isMix) {
        const published = documents.respondWith(file, request)
        return send(response, { ...published, headers: { ...published.headers, ...policy } })
      }
      const { headers } = request
      const published = documents.respondWith(file, {
        method: request.method,
        headers: { 'accept-encoding': headers['accept-encoding'] },
      })
      const { ETag: _, 'Last-Modified': __, ...others } = published.headers
      const cache = { 'Cache-Control': cacheControl(lifetimeOfProblem(resolved), interval) }
      return send(response, { ...published, status: resolved.status, headers: { ...others, ...cache, ...policy } })
    } catch (error) {
      sendUnreadable(response)
      onUnreadable(error)
    }
  }
}
