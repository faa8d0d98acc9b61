import type { RequestHandler } from 'express'
import { decodePath } from './decode-path.ts'
import type { Generation } from './load-generation.ts'

/** The feeds, archive pages and page of a topic: what comes before its id, the id, and what comes after. */
const TOPIC_PATH = /^(feeds|topics)\/([^/.]+)((?:\/archive\/\d+)?\.(?:xml|atom|json)|\/?)$/

/**
 * Sends subscribers of a former id to the feed's new URL in the same format (301), and tells those of a retired topic
 * that it is gone (410).
 *
 * @param basePath path of `PUBLIC_URL`, without a slash at its end
 */
export function serveMoves(current: () => Generation | undefined, basePath: string): RequestHandler {
  return (request, response, next) => {
    const [, kind, id, rest] = TOPIC_PATH.exec(decodePath(request.path) ?? '') ?? []
    const generation = current()
    if (!generation || !id) return next()
    const target = Object.hasOwn(generation.moved, id) ? generation.moved[id] : undefined
    if (target !== undefined) return response.redirect(301, `${basePath}/${kind}/${encodeURIComponent(target)}${rest}`)
    if (!generation.retired.includes(id)) return next()
    return response.status(410).type('text/plain').send('This topic has been retired. Other topics are at /\n')
  }
}
