import type { RequestHandler } from 'express'
import { isNotModified } from './conditional.ts'
import { decodePath } from './decode-path.ts'
import type { Generation, PublishedFile } from './load-generation.ts'

/** How long a copy may be used without asking, in seconds. */
const MAX_AGE = 300

/**
 * Answers requests for published files and pages, each from one generation.
 *
 * @param basePath path of `PUBLIC_URL`, without a slash at its end
 */
export function servePublished(current: () => Generation | undefined, basePath: string): RequestHandler {
  return (request, response, next) => {
    const generation = current()
    const path = decodePath(request.path)
    if (!generation || path === undefined || (request.method !== 'GET' && request.method !== 'HEAD')) return next()
    const file = generation.files.get(path.endsWith('/') || path === '' ? `${path}index.html` : path)
    if (!file) {
      if (generation.files.has(`${path}/index.html`)) return response.redirect(308, `${basePath}${request.path}/`)
      return next()
    }
    const etag = etagOf(file)
    const lastModified = new Date(file.lastModified)
    response.set({
      ETag: etag,
      'Last-Modified': lastModified.toUTCString(),
      'Cache-Control': `public, max-age=${MAX_AGE}`,
      'X-Content-Type-Options': 'nosniff',
    })
    const { 'if-none-match': ifNoneMatch, 'if-modified-since': ifModifiedSince } = request.headers
    if (isNotModified({ ifNoneMatch, ifModifiedSince, etag, lastModified })) return response.status(304).end()
    response.set({ 'Content-Type': `${file.mediaType}; charset=utf-8`, 'Content-Length': String(file.body.length) })
    return request.method === 'HEAD' ? response.end() : response.end(file.body)
  }
}

/** A strong validator made from the bytes alone, so that every replica gives the same. */
function etagOf({ sha256 }: PublishedFile): string {
  return `"${sha256.slice(0, 32)}"`
}
